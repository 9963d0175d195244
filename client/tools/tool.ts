import type { ShapeId } from "../../board/id.ts";
import type { OrderKey } from "../../board/order.ts";
import type { Color } from "../../board/palette.ts";
import type { ArrowEnd, Nib, Shape, TextShape, WrittenShape } from "../../board/shape.ts";
import type { Motion } from "../../board/figure/motion.ts";
import type { Place, TurnedBox } from "../../board/figure/place.ts";
import {
  type Align,
  type Dash,
  type Fill,
  type Font,
  FORMS,
  type Head,
  type Paint,
  type Route,
} from "../../board/style.ts";
import type { StrokeNews } from "../../board/stroke_news.ts";
import type { Box } from "../geometry/box.ts";
import type { Guide } from "../geometry/snapping.ts";

/** In the order of the toolbar. */
export const TOOL_NAMES = [
  "select",
  "lasso",
  "hand",
  "pen",
  "highlighter",
  "eraser",
  ...FORMS,
  "line",
  "arrow",
  "text",
  "note",
  "frame",
] as const;

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
  /** Held while it does so. */
  readonly keys: Modifiers;
}

/** `mod` is Cmd on a Mac, Ctrl elsewhere. */
export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  readonly mod: boolean;
}

/**
 * A tool is a small state machine: idle until `down`, then any number of `move`, then `up` or `cancel`.
 * It is asked to `finish` when the page goes away mid-gesture, or another tool is taken: what there is must be committed.
 */
export interface Tool {
  readonly name: ToolName;
  /** CSS cursor while idle. */
  readonly cursor: string;
  /** CSS cursor between `down` and `up`. */
  readonly heldCursor: string;
  /** The board moves on under a press that is held at the edge of the view. */
  readonly pansAtEdge?: boolean;
  /** It makes nothing, so a finger uses it also where fingers move the board instead of drawing. */
  readonly isForFingers?: boolean;
  /** Its gesture goes on between presses, until it is finished: a line is drawn from click to click. */
  readonly isOpen?: boolean;
  /** A pointer passes over while nothing is pressed; `cursor` may answer to it. */
  hover?(pointer: ToolPointer): void;
  /** The pointer left the board. */
  leave?(): void;
  down(pointer: ToolPointer): void;
  move(pointer: ToolPointer): void;
  up(pointer: ToolPointer): void;
  cancel(): void;
  finish(): void;
}

/** How shapes other than ink look, by the names of their properties. Width and size of the font in board units. */
export interface ShapeLook {
  readonly color: Paint;
  readonly width: number;
  readonly dash: Dash;
  readonly fill: Fill;
  readonly fillColor: Paint;
  readonly sketch: boolean;
  readonly rounded: boolean;
  readonly opacity: number;
  readonly startHead: Head;
  readonly endHead: Head;
  readonly route: Route;
  readonly smooth: boolean;
  readonly font: Font;
  readonly fontSize: number;
  readonly align: Align;
}

/** A stroke under my hand, as the live layer shows it. */
export interface DrawnStroke {
  readonly id: ShapeId;
  /** x, y, pressure of each sample, board units; the tool appends in place and calls `touch`. */
  readonly points: number[];
}

/** What all tools that put shapes on the board need. */
interface MakerContext {
  /** CSS pixels per board unit. */
  readonly zoom: number;
  newShapeId(): ShapeId;
  orderOnTop(): OrderKey;
  /** Adds shapes to the board as one undo step. */
  commit(...shapes: readonly Shape[]): void;
}

export interface InkContext extends MakerContext {
  /** The colour and line width (board units) for new strokes with this nib. */
  inkStyle(nib: Nib): { readonly color: Color; readonly width: number };
  /** Begins a stroke on my live layer; others are told through `tell`. */
  beginStroke(stroke: { id: ShapeId; nib: Nib; color: Color; width: number; pressure: boolean }): DrawnStroke;
  /** Samples were appended to a stroke under my hand. */
  touch(stroke: DrawnStroke): void;
  /** Takes a stroke off the live layer: its shape is on the board, or it was cancelled. */
  endStroke(id: ShapeId): void;
  /** Sends news of a stroke to everybody else; `author` is added on the way. */
  tell(news: Omit<StrokeNews, "author">): void;
}

export interface EraserContext {
  readonly zoom: number;
  /** Shapes that may be erased and whose line is seen within `radius` of the segment from–to; board units. */
  hit(from: Place, to: Place, radius: number): ShapeId[];
  /** Shows these shapes as about to go (faded), and no others. */
  fade(ids: ReadonlySet<ShapeId>): void;
  /** Deletes shapes as one undo step. */
  remove(ids: ReadonlySet<ShapeId>): void;
}

export interface HandContext {
  /** Moves what is seen by CSS pixels. */
  panBy(dx: number, dy: number): void;
}

/** Shapes under the hand. */
interface DraftContext {
  /**
   * Shows shapes in place of those on the board with the same ids, and no others.
   *
   * @param motion what brought them there, when they are the selection: others see that
   */
  draft(shapes: readonly Shape[], motion?: Motion): void;
}

/** Tying arrows to shapes. */
export interface TieContext {
  /**
   * What an arrow that ends at a place is tied to: the topmost shape around it, and where on that. Near the middle of
   * the shape, or of one of its sides, it is that.
   */
  tieAt(place: Place): ArrowEnd | undefined;
  /** Shows which shapes these ends are tied to, and where on them; and no others. */
  showTies(ends: readonly ArrowEnd[]): void;
}

export interface ShapeContext extends MakerContext, DraftContext, TieContext {
  /** How the next shape looks. */
  look(): ShapeLook;
  /** The gesture made these: they are selected, and the tool goes back to select unless it is kept. */
  made(ids: readonly ShapeId[]): void;
}

export interface WriteContext extends ShapeContext {
  /** The topmost shape at a place that can be written in. */
  writtenAt(place: Place): WrittenShape | undefined;
  /** Begins to write in a shape; one that is not on the board is once something is written in it. */
  write(shape: WrittenShape): void;
  /** Begins to write a text of its own. */
  writeAt(place: Pick<TextShape, "x" | "y" | "w" | "wraps">): void;
  /** Shows the line around what is being drawn; undefined takes it away. */
  lasso(line: readonly number[] | undefined): void;
}

/** What is at a place, topmost first. */
export interface Pointed {
  /** Shapes whose line, or filling, is near. */
  readonly hit: readonly Shape[];
  /** Empty closed shapes that it is inside of. */
  readonly around: readonly Shape[];
  /** The topmost locked shape there: it is in neither of these, and is chosen by a click alone. */
  readonly locked: Shape | undefined;
}

/** Choosing shapes. Groups are chosen as one; how deep inside of groups one is, the context knows. */
export interface ChoosingContext {
  readonly zoom: number;
  readonly selection: ReadonlySet<ShapeId>;
  /** The box that handles stand around: one shape's own, or an upright one around several. */
  readonly outline: TurnedBox | undefined;
  select(ids: Iterable<ShapeId>): void;
  at(place: Place, radius: number): Pointed;
  /** What is selected with a shape when it is pointed at: all of its group. */
  unitOf(shape: Shape): readonly ShapeId[];
  /** Goes one group deeper towards a shape and selects what that is a part of. @returns false when it is in none */
  enter(shape: Shape): boolean;
  /** Whole units of shapes that lie inside of a closed line, or also those that it touches. @param line x, y of corners */
  inside(line: readonly number[], how: { readonly touching: boolean }): ShapeId[];
  /** Shows the line that is being drawn to select what is inside of it; undefined takes it away. */
  lasso(line: readonly number[] | undefined): void;
  /** Begins to write: in a shape, or a new text on the paper. */
  edit(shape: Shape | undefined, at: Place): void;
}

/** Moving, resizing and turning what is selected. */
export interface TransformContext extends MakerContext, DraftContext {
  readonly selection: ReadonlySet<ShapeId>;
  readonly outline: TurnedBox | undefined;
  select(ids: Iterable<ShapeId>): void;
  /** The distance of the grid's lines, board units; undefined when there is none. */
  readonly grid: number | undefined;
  get(id: ShapeId): Shape | undefined;
  /** The shapes and, where told so, what the frames among them carry; without what is locked. */
  free(ids: Iterable<ShapeId>, how: { readonly carried: boolean }): Shape[];
  /** Shows these shapes moved, as one picture: as many as there may be. Keep the set for the time of a gesture. */
  carry(ids: ReadonlySet<ShapeId>, by: Place): void;
  /** The boxes of shapes in view that others snap to. @param except what is moved itself */
  around(except: ReadonlySet<ShapeId>): Box[];
  /** Shows why something moved by itself. */
  guide(guides: readonly Guide[]): void;
  /** The frame that a shape belongs to when it is let go where it is. */
  frameFor(shape: Shape): ShapeId | undefined;
  /** Changes properties of shapes as one undo step; null takes an optional one away. */
  change(changes: ReadonlyMap<ShapeId, Readonly<Record<string, unknown>>>): void;
}

/** A spot by which a line or an arrow that is selected alone is reshaped. */
export interface PointHandle {
  /** On the board. */
  readonly x: number;
  readonly y: number;
  /** `point`: one of a line's; `between`: half-way to the next, where one can be added. The others are an arrow's. */
  readonly role: "start" | "end" | "bend" | "label" | "point" | "between";
  /** Of the point, or of that before; 0 for an arrow's. */
  readonly index: number;
}

/** Reshaping the line or the arrow that is selected alone. */
export interface ReshapeContext extends DraftContext, TieContext {
  readonly zoom: number;
  /** None when something else is selected; a press takes the first that is near enough. */
  readonly points: readonly PointHandle[];
  readonly selection: ReadonlySet<ShapeId>;
  get(id: ShapeId): Shape | undefined;
  /** Marks a point of the line, which Delete takes away; undefined: none. */
  choosePoint(index: number | undefined): void;
  change(changes: ReadonlyMap<ShapeId, Readonly<Record<string, unknown>>>): void;
}

export interface SelectContext extends ChoosingContext, TransformContext, ReshapeContext {
  readonly zoom: number;
}

/** All that tools may see and do; each asks for its own part. Tools never import the editor. */
export interface ToolContext extends InkContext, EraserContext, HandContext, WriteContext, SelectContext {}
