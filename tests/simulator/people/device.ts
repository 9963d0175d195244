/** What the browser of a person keeps between page loads. */
export interface Device {
  /** The local copy of the board, as a Yjs update. */
  copy?: Uint8Array;
  unsaved: number;
  choice: "automatic" | "websocket" | "long polling" | "simple polling";
  hasSocketWorked: boolean;
  isPollingRecent: boolean;
}
