/** The browser's end of a socket, controlled by the test. */
export class FakeWebSocket {
  binaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  readonly sent: Uint8Array[] = [];
  /** The close code that this side sent; 0 when none was given. */
  closedWith: number | undefined;

  send(frame: Uint8Array): void {
    this.sent.push(frame);
  }

  close(code = 0): void {
    this.closedWith ??= code;
  }

  open(): void {
    this.onopen?.();
  }

  hear(...bytes: number[]): void {
    this.onmessage?.({ data: Uint8Array.from(bytes).buffer });
  }

  /** The network or the other side ends the connection. */
  end(code = 1006, reason = ""): void {
    this.onclose?.({ code, reason });
  }
}

/** The server's end of a socket. It queues sent frames until the test lets the peer read. */
export class FakeServerSocket {
  bufferedAmount = 0;
  readyState = 1;
  readonly sent: Uint8Array<ArrayBuffer>[] = [];
  closed: { code: number; reason: string } | undefined;
  /** False: sent frames stay queued, as for a peer that does not read. */
  reads = true;

  send(frame: Uint8Array<ArrayBuffer>): void {
    this.sent.push(frame);
    if (!this.reads) this.bufferedAmount += frame.length;
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
    this.readyState = 2;
  }

  /** The peer reads everything that is queued. */
  drain(): void {
    this.reads = true;
    this.bufferedAmount = 0;
  }
}
