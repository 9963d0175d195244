import type { Board } from "../../../board/document.ts";
import type { Refusal } from "../../../board/wire/refusal.ts";
import type { Peer } from "../../../client/sync/peers.ts";
import type { Process } from "../world/process.ts";

/** What the end of a page leaves on the device. */
export interface Leaving {
  readonly isCopyKept: boolean;
}

/** One load of a page that shows a board, with our client or with the stock one. */
export interface OpenPage {
  readonly board: Board;
  readonly process: Process;
  readonly name: string;
  /** What carries its connection. */
  readonly transport: string;
  /** True once it has everything that the server had when it connected. */
  readonly isSynced: boolean;
  /** True when the server has acknowledged everything, or acknowledges nothing to this client. */
  readonly isSaved: boolean;
  readonly peers: readonly Pick<Peer, "presence">[];
  readonly refusal: Refusal | undefined;
  readonly newShapeId: () => string;

  /** Changes the board, as a person does. */
  change(change: (board: Board) => void): void;
  pointAt(x: number, y: number): void;
  /** The browser reports that the network is back, or gone. */
  nudge(): void;
  lost(): void;
  /** The page is closed. */
  close(leaving: Leaving): void;
  /** The browser crashes, or the machine is switched off: nobody is told. */
  crash(leaving: Leaving): void;
}
