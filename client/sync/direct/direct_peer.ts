import type { Clock } from "../../../board/clock.ts";
import {
  DIRECT_MESSAGES_BURST,
  DIRECT_MESSAGES_PER_SECOND,
  DIRECT_QUEUED_BYTES_MAX,
} from "../../../board/wire/direct_limits.ts";
import { decodeDirectMessage, type DirectMessage, encodeDirectPing } from "../../../board/wire/direct_message.ts";
import { encodeSignal, readSignal } from "./signal.ts";

/** Time limit for opening, ms: two ICE candidates that need their longest checks. */
const OPENING_MS = 15_000;
/** Interval of pings, and the longest silence of a connection that is alive, ms. */
const PING_MS = 2_000;
const SILENCE_MS = 7_000;
/** Pauses before the next attempts, ms. The last one repeats. */
const PAUSES_MS = [10_000, 30_000, 60_000];
/** Offers that come sooner after the last one are ignored, ms: each costs this page a new connection. */
const OFFER_PAUSE_MS = 5_000;

const CHANNEL = { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 } as const;

type Bytes = Uint8Array<ArrayBuffer>;

export interface DirectPeerOptions {
  readonly clock: Clock;
  /** Returns 0 ≤ r < 1. */
  readonly random: () => number;
  /** True for the page that sends the offer. */
  readonly isOffering: boolean;
  /** @throws when the browser refuses the ICE servers */
  readonly makeConnection: () => RTCPeerConnection;
  /** Sends a signal to the peer, through the server. */
  readonly signal: (text: string) => void;
  readonly received: (message: DirectMessage) => void;
  /** `state` or `roundTripMs` changed. */
  readonly changed: () => void;
}

/**
 * The direct connection to one peer.
 *
 *     connecting ──channel opens──▶ open ──silence, closed──▶ failed ──pause──▶ connecting
 *         └───────────15 s, error──────────────────────────────▲
 *
 * Only the offering page begins again. The other one follows when an offer comes.
 */
export class DirectPeer {
  readonly #options: DirectPeerOptions;
  #state: "connecting" | "open" | "failed" = "connecting";
  #roundTripMs: number | undefined;
  #connection: RTCPeerConnection | undefined;
  #channel: RTCDataChannel | undefined;
  #attempt = 0;
  #failures = 0;
  #offeredAt = -Infinity;
  /** Signals are handled one after the other: a candidate needs the description before it. */
  #signals: Promise<void> = Promise.resolve();
  #cancelTimer: (() => void) | undefined;
  #lastHeard = 0;
  #ping: { number: number; at: number } = { number: 0, at: 0 };
  #messages: { left: number; at: number };
  #isClosed = false;

  constructor(options: DirectPeerOptions) {
    this.#options = options;
    this.#messages = { left: DIRECT_MESSAGES_BURST, at: options.clock.now() };
    if (options.isOffering) this.#offer();
    else this.#limitOpening();
  }

  get state(): "connecting" | "open" | "failed" {
    return this.#state;
  }

  /** Undefined until measured. */
  get roundTripMs(): number | undefined {
    return this.#roundTripMs;
  }

  /** Sends a message, or drops it when the network does not keep up. */
  send(message: Bytes): void {
    const channel = this.#channel;
    if (channel?.readyState !== "open" || channel.bufferedAmount > DIRECT_QUEUED_BYTES_MAX) return;
    try {
      channel.send(message);
    } catch {
      // The channel ended meanwhile.
    }
  }

  /** Handles a signal of this peer. Never throws: what cannot be read is ignored. */
  hear(text: string): void {
    const signal = readSignal(text);
    if (signal === undefined || this.#isClosed) return;
    if (signal.kind === "offer") this.#hearOffer(signal.attempt, signal.content as string);
    else if (signal.attempt === this.#attempt) {
      const connection = this.#connection;
      this.#enqueue(
        connection,
        () =>
          signal.kind === "answer"
            ? connection!.setRemoteDescription({ type: "answer", sdp: signal.content as string })
            : connection!.addIceCandidate(signal.content as RTCIceCandidateInit),
      );
    }
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  #offer(): void {
    this.#attempt = Math.floor(this.#options.random() * 2 ** 31) + 1;
    const connection = this.#begin();
    this.#enqueue(connection, async () => {
      await connection!.setLocalDescription(await connection!.createOffer());
      this.#describe(connection!, "offer");
    });
  }

  #hearOffer(attempt: number, sdp: string): void {
    const { clock, isOffering } = this.#options;
    if (isOffering || clock.now() - this.#offeredAt < OFFER_PAUSE_MS) return;
    this.#offeredAt = clock.now();
    this.#attempt = attempt;
    this.#drop();
    const connection = this.#begin();
    this.#enqueue(connection, async () => {
      await connection!.setRemoteDescription({ type: "offer", sdp });
      await connection!.setLocalDescription(await connection!.createAnswer());
      this.#describe(connection!, "answer");
    });
  }

  /** @returns undefined when the browser cannot connect */
  #begin(): RTCPeerConnection | undefined {
    const { makeConnection, signal } = this.#options;
    this.#become("connecting");
    this.#limitOpening();
    try {
      const connection = this.#connection = makeConnection();
      const attempt = this.#attempt;
      connection.onicecandidate = ({ candidate }) => {
        if (candidate) signal(encodeSignal({ attempt, kind: "candidate", content: candidate.toJSON() }));
      };
      connection.onconnectionstatechange = () => {
        if (connection.connectionState === "failed") this.#failed();
      };
      this.#listen(connection.createDataChannel("ink", CHANNEL));
      return connection;
    } catch {
      this.#failed();
      return undefined;
    }
  }

  #listen(channel: RTCDataChannel): void {
    this.#channel = channel;
    channel.binaryType = "arraybuffer";
    channel.onopen = () => {
      this.#failures = 0;
      this.#lastHeard = this.#options.clock.now();
      this.#become("open");
      this.#sendPing();
    };
    channel.onmessage = ({ data }) => this.#receive(data);
    channel.onclose = () => this.#failed();
  }

  #receive(data: unknown): void {
    const { clock, received, changed } = this.#options;
    if (!(data instanceof ArrayBuffer) || !this.#takeMessage()) return;
    const message = decodeDirectMessage(new Uint8Array(data));
    if (message === undefined) return;
    this.#lastHeard = clock.now();
    if (message.kind === "ping") return this.send(encodeDirectPing("pong", message.number));
    if (message.kind !== "pong") return received(message);
    if (message.number !== this.#ping.number) return;
    this.#roundTripMs = clock.now() - this.#ping.at;
    changed();
  }

  /** @returns false when the peer sends too much */
  #takeMessage(): boolean {
    const now = this.#options.clock.now(), { left, at } = this.#messages;
    const filled = Math.min(DIRECT_MESSAGES_BURST, left + (now - at) * DIRECT_MESSAGES_PER_SECOND / 1_000);
    this.#messages = { left: Math.max(0, filled - 1), at: now };
    return filled >= 1;
  }

  #sendPing(): void {
    const { clock } = this.#options;
    this.#ping = { number: this.#ping.number + 1, at: clock.now() };
    this.send(encodeDirectPing("ping", this.#ping.number));
    this.#after(PING_MS, () => {
      if (clock.now() - this.#lastHeard >= SILENCE_MS) this.#failed();
      else this.#sendPing();
    });
  }

  #limitOpening(): void {
    this.#after(OPENING_MS, () => this.#failed());
  }

  #failed(): void {
    if (this.#isClosed) return;
    this.#drop();
    this.#become("failed");
    const pause = PAUSES_MS[Math.min(this.#failures++, PAUSES_MS.length - 1)];
    if (this.#options.isOffering) this.#after(pause, () => this.#offer());
  }

  #drop(): void {
    this.#cancelTimer?.();
    const [channel, connection] = [this.#channel, this.#connection];
    this.#channel =
      this.#connection =
      this.#cancelTimer =
      this.#roundTripMs =
        undefined;
    if (channel) channel.onopen = channel.onmessage = channel.onclose = null;
    if (connection) connection.onicecandidate = connection.onconnectionstatechange = null;
    channel?.close();
    connection?.close();
  }

  #describe({ localDescription }: RTCPeerConnection, kind: "offer" | "answer"): void {
    if (localDescription) {
      this.#options.signal(encodeSignal({ attempt: this.#attempt, kind, content: localDescription.sdp }));
    }
  }

  /** A candidate that the browser refuses does not matter as long as another one works. */
  #enqueue(connection: RTCPeerConnection | undefined, act: () => Promise<void>): void {
    if (connection === undefined) return;
    const isCurrent = () => connection === this.#connection;
    this.#signals = this.#signals.then(() => isCurrent() ? act() : undefined).catch(() => {});
  }

  #become(state: "connecting" | "open" | "failed"): void {
    this.#state = state;
    this.#options.changed();
  }

  #after(ms: number, act: () => void): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(ms, act);
  }
}
