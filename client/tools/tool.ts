import type { ShapeId } from "../../board/id.ts";
import type { OrderKey } from "../../board/order.ts";
import type { Color } from "../../board/palette.ts";
import type { Nib, Shape } from "../../board/shape.ts";
import type { StrokeNews } from "../../board/stroke_news.ts";

/** In the order of the toolbar. */
export const TOOL_NAMES = ["hand", "pen", "highlighter", "eraser"] as const;

export type ToolName = typeof TOOL_NAMES[number];

/** One sample of a pointer, in both spaces. */
export interface Sample {
  /** Board units. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels in the viewport. */
  readonly viewX: number;
  readonly viewY: number;
  /** 0…1; 0.5 where the device has none. */
  readonly pressure: number;
}

/** A finger, pen or mouse on the board. */
export interface ToolPointer {
  readonly type: "mouse" | "pen" | "touch";
  /** When the newest sample was taken, ms of any steady clock (an event's `timeStamp`): tools never read one. */
  readonly time: number;
  /** All samples since the last call, oldest first (coalesced events); never empty. */
  readonly samples: readonly Sample[];
}

/**
 * A tool is a small state machine: idle until `down`, then any number of `move`, then `up` or `cancel`.
 * It is asked to `finish` when the page goes away mid-gesture: what there is must be committed.
 */
export interface Tool {
  readonly name: ToolName;
  /** CSS cursor while idle. */
  readonly cursor: string;
  /** CSS cursor between `down` and `up`. */
  readonly heldCursor: string;
  down(pointer: ToolPointer): void;
  move(pointer: ToolPointer): void;
  up(pointer: ToolPointer): void;
  cancel(): void;
  finish(): void;
}

/** A stroke under my hand, as the live layer shows it. */
export interface DrawnStroke {
  readonly id: ShapeId;
  /** x, y, pressure of each sample, board units; the tool appends in place and calls `touch`. */
  readonly points: number[];
}

/** All that a tool may see and do. Tools never import the editor. */
export interface ToolContext {
  /** The colour and line width (board units) for new strokes with this nib. */
  inkStyle(nib: Nib): { readonly color: Color; readonly width: number };
  /** CSS pixels per board unit. */
  readonly zoom: number;
  newShapeId(): ShapeId;
  orderOnTop(): OrderKey;
  /** Begins a stroke on my live layer; others are told through `tell`. */
  beginStroke(stroke: { id: ShapeId; nib: Nib; color: Color; width: number; pressure: boolean }): DrawnStroke;
  /** Samples were appended to a stroke under my hand. */
  touch(stroke: DrawnStroke): void;
  /** Takes a stroke off the live layer: its shape is on the board, or it was cancelled. */
  endStroke(id: ShapeId): void;
  /** Sends news of a stroke to everybody else; `author` is added on the way. */
  tell(news: Omit<StrokeNews, "author">): void;
  /** Adds a shape to the board as one undo step. */
  commit(shape: Shape): void;
  /** Shapes whose line comes within `radius` (board units) of the segment from–to (board units). */
  hit(from: { x: number; y: number }, to: { x: number; y: number }, radius: number): ShapeId[];
  /** Shows these shapes as about to go (faded), and no others. */
  fade(ids: ReadonlySet<ShapeId>): void;
  /** Deletes shapes as one undo step. */
  remove(ids: ReadonlySet<ShapeId>): void;
  /** Moves what is seen by CSS pixels. */
  panBy(dx: number, dy: number): void;
}
