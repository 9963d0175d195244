import type { Random } from "../random.ts";

type Frame = Uint8Array<ArrayBuffer>;

/** What a peer does with the events of its connection. */
export interface WireDelegate {
  opened(): void;
  received(frame: Uint8Array): void;
  /** The wire is of no use any more. */
  closed(): void;
}

/** A connection of one peer to a `SteppedServer`. Nothing moves by itself. */
export interface Wire {
  send(frame: Frame): void;
  /** True when something is on its way. */
  readonly isMoving: boolean;
  /** True when the server has not received all updates. */
  readonly hasUnsent: boolean;
  /** Moves some of what is on its way: in each direction at most one message. It may repeat messages. */
  move(random: Random): void;
  /** The network loses what is on its way. The wire may be closed by that. */
  cut(): void;
  /** The peer leaves. */
  close(): void;
}
