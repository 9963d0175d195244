/** A network on which fake `RTCPeerConnection`s find each other. Nothing arrives before the test calls `deliver`. */
export class FakeRtcNetwork {
  /** True: no connection opens, as behind strict firewalls. */
  isBlocked = false;
  /** Decides about each message in transit; default: it arrives. */
  isLost: (data: ArrayBuffer) => boolean = () => false;
  readonly connections: FakeRtcConnection[] = [];
  #transit: (() => void)[] = [];

  connect(): RTCPeerConnection {
    const made = new FakeRtcConnection(this, this.connections.length);
    this.connections.push(made);
    return made as unknown as RTCPeerConnection;
  }

  get open(): number {
    return this.connections.filter(({ isClosed }) => !isClosed).length;
  }

  put(act: () => void): void {
    this.#transit.push(act);
  }

  /** Delivers what is in transit, in the given order. */
  deliver(order: <T>(items: T[]) => T[] = (items) => items): void {
    for (const act of order(this.#transit.splice(0))) act();
  }
}

/** One end. Its SDP names it, and both ends know each other once each has both descriptions. */
class FakeRtcConnection {
  connectionState = "new";
  localDescription: { type: string; sdp: string } | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  channel: FakeRtcChannel | undefined;
  isClosed = false;
  other: FakeRtcConnection | undefined;
  readonly #network: FakeRtcNetwork;
  readonly #number: number;

  constructor(network: FakeRtcNetwork, number: number) {
    this.#network = network;
    this.#number = number;
  }

  createDataChannel(_label: string, options: unknown): FakeRtcChannel {
    return this.channel = new FakeRtcChannel(this.#network, this, options);
  }

  createOffer(): Promise<unknown> {
    return Promise.resolve({ type: "offer", sdp: this.#sdp });
  }

  createAnswer(): Promise<unknown> {
    return Promise.resolve({ type: "answer", sdp: this.#sdp });
  }

  setLocalDescription(description: { type: string; sdp: string }): Promise<void> {
    this.localDescription = description;
    const candidate = { candidate: `candidate:${this.#number}`, sdpMid: "0", sdpMLineIndex: 0 };
    this.onicecandidate?.({ candidate: { toJSON: () => candidate } });
    this.#join();
    return Promise.resolve();
  }

  setRemoteDescription({ sdp }: { sdp: string }): Promise<void> {
    const number = /^s=(\d+)$/m.exec(sdp)?.[1];
    if (number === undefined) return Promise.reject(new Error("bad description"));
    this.other = this.#network.connections[Number(number)];
    this.#join();
    return Promise.resolve();
  }

  addIceCandidate(): Promise<void> {
    return this.other ? Promise.resolve() : Promise.reject(new Error("too early"));
  }

  close(): void {
    this.isClosed = true;
    this.channel?.end();
  }

  get #sdp(): string {
    return `v=0\ns=${this.#number}\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\n`;
  }

  #join(): void {
    const { other } = this;
    if (this.#network.isBlocked || other?.other !== this || !this.localDescription || !other.localDescription) return;
    for (const each of [this, other]) this.#network.put(() => each.channel?.begin());
  }
}

class FakeRtcChannel {
  readyState = "connecting";
  bufferedAmount = 0;
  binaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly options: unknown;
  readonly #network: FakeRtcNetwork;
  readonly #end: FakeRtcConnection;

  constructor(network: FakeRtcNetwork, end: FakeRtcConnection, options: unknown) {
    this.#network = network;
    this.#end = end;
    this.options = options;
  }

  begin(): void {
    if (this.#end.isClosed) return;
    this.readyState = "open";
    this.onopen?.();
  }

  send(message: Uint8Array<ArrayBuffer>): void {
    if (this.readyState !== "open") throw new Error("not open");
    const data = message.slice().buffer;
    this.#network.put(() => {
      if (!this.#network.isLost(data)) this.#end.other?.channel?.onmessage?.({ data });
    });
  }

  /** The other end notices it. */
  end(): void {
    if (this.readyState === "closed") return;
    this.readyState = "closed";
    const other = this.#end.other?.channel;
    this.#network.put(() => {
      if (other?.readyState !== "open") return;
      other.readyState = "closed";
      other.onclose?.();
    });
  }

  close(): void {
    this.end();
  }
}
