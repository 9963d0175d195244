/** What the relay needs of a WebSocket; tests bring their own. */
export interface Socket {
  /** Bytes handed to `send` that the network has not taken yet. */
  readonly bufferedAmount: number;
  /** 1 is open, as in WebSocket. */
  readonly readyState: number;
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(code: number, reason: string): void;
}
