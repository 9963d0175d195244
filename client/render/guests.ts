import type { ShapeId } from "../../board/id.ts";
import type { Theme } from "../../board/palette.ts";
import type { Drafts } from "../editor/drafts.ts";
import type { Region } from "./region.ts";

/** What others do, in layers that come with the interface: the first stroke needs none of them. */
export interface Guests {
  /** Below what is under my hand, and above it. */
  readonly below: HTMLElement;
  readonly above: HTMLElement;
  /** What they move, where it is now. */
  readonly drafts: Pick<Drafts, "get" | "ids">;
  /** To be called before the board is painted. */
  prepare(view: Region, now: number): void;
  /** What the board must not show, as it is shown here or is hidden already; the same set as long as it holds the same. */
  hiddenWith(mine: ReadonlySet<ShapeId>): ReadonlySet<ShapeId>;
  /** To be called when it is. @returns true when it wants another frame */
  frame(view: Region, how: { ratio: number; theme: Theme; isShown: boolean }): boolean;
  close(): void;
}
