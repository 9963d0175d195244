import type { ReadonlySignal } from "@preact/signals";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { DirectSetting } from "./direct_port.ts";

export type TransportName = "websocket" | "long polling" | "simple polling";
export type TransportReason = "chosen" | "first" | "silent" | "short" | "remembered";

export interface ConnectionState {
  readonly transport: TransportName;
  readonly reason: TransportReason;
  readonly isOpen: boolean;
  /** Without the secret of the link. */
  readonly address: string;
  readonly isEncrypted: boolean;
  /** The subprotocol that the server chose; empty for polling. */
  readonly protocol: string;
  /** The HTTP version of polling requests; empty when unknown. */
  readonly http: string;
  /** Lines of the handshake, as far as a page may know them. */
  readonly handshake: readonly string[];
  /** Changes that the server has not acknowledged, and bytes that were not passed to the network. */
  readonly unsaved: number;
  readonly bufferedBytes: number;
}

export interface StateChange {
  readonly at: number;
  readonly kind: "connecting" | "open" | "closed" | "replaced";
  readonly transport?: TransportName;
  readonly code?: number;
  /** The page closed it. */
  readonly isOwn?: boolean;
  /** The reason that the server gave, besides the code. */
  readonly refusal?: ErrorCode | undefined;
}

export type Direction = "sent" | "received";

export interface FrameEntry {
  readonly number: number;
  readonly at: number;
  readonly direction: Direction;
  readonly kind: string;
  readonly bytes: number;
  readonly summary: string;
}

/** A connection that is looked at. It records until `close`. */
export interface LiveConnection {
  readonly state: ReadonlySignal<ConnectionState>;
  readonly changes: ReadonlySignal<readonly StateChange[]>;
  readonly frames: ReadonlySignal<readonly FrameEntry[]>;
  /** ms, newest last */
  readonly roundTrips: ReadonlySignal<readonly number[]>;
  readonly direct: DirectSetting;
  close(): void;
}
