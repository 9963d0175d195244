/** The part of a WebSocket that the relay uses; tests implement it too. */
export interface Socket {
  /** Bytes passed to `send` that have not been written to the network yet. */
  readonly bufferedAmount: number;
  /** As in WebSocket; 1 is open. */
  readonly readyState: number;
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(code: number, reason: string): void;
}
