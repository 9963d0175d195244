import type { ErrorCode } from "../../board/wire/error_code.ts";

/** The part of a WebSocket that a connection uses. Polling implements it as well: a connection does not know what carries it. */
export interface ClientSocket {
  binaryType: BinaryType;
  /** Bytes that were not passed to the network yet. */
  readonly bufferedAmount: number;
  /** The subprotocol and the extensions that the server chose. */
  readonly protocol?: string;
  readonly extensions?: string;
  /** Why the server closed it, and when it wants the next attempt, ms. Browsers tell neither of a WebSocket. */
  readonly refusal?: ErrorCode | undefined;
  readonly retryAfterMs?: number | undefined;
  /** True while it is silent on purpose, because the page is hidden. */
  readonly isResting?: boolean;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}
