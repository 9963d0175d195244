import type { ShapeId } from "../../../board/id.ts";
import type { Theme } from "../../../board/palette.ts";
import type { Drafts } from "../../editor/shapes/drafts.ts";
import type { Region } from "../region.ts";

/** Layers for the activity of peers. They load with the interface, because the first stroke does not need them. */
export interface PeerLayers {
  /** Elements below and above the local drafts. */
  readonly below: HTMLElement;
  readonly above: HTMLElement;
  /** The shapes that peers move, at their current position. */
  readonly drafts: Pick<Drafts, "get" | "ids">;
  /** Call before the board is painted. */
  prepare(view: Region, now: number): void;
  /**
   * The shapes that the board must not show: `mine` and those that this layer shows. The same set while its content is
   * the same.
   */
  hiddenWith(mine: ReadonlySet<ShapeId>): ReadonlySet<ShapeId>;
  /** Call after the board is painted. @returns true when another frame is needed */
  frame(view: Region, how: { ratio: number; theme: Theme; isShown: boolean }): boolean;
  close(): void;
}
