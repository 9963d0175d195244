import type { ShapeId } from "../../board/id.ts";
import type { OrderKey } from "../../board/order.ts";
import type { ArrowEnd, Nib, Shape, TextShape, WrittenShape } from "../../board/shape.ts";
import type { Motion } from "../../board/figure/motion.ts";
import type { Point, TurnedBox } from "../../board/figure/point.ts";
import type { Align, Dash, Fill, Font, Head, Paint, Route } from "../../board/style.ts";
import type { StrokeNews } from "../../board/wire/live_stroke.ts";
import type { Box } from "../geometry/box.ts";
import type { Guide } from "../geometry/snapping.ts";

/** As in the registry of tools. */
export type ToolName = string;

/** One sample of a pointer, in board and view coordinates. */
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
  /** Time of the newest sample, ms of any steady clock (an event's `timeStamp`). Tools never read a clock. */
  readonly time: number;
  /** All samples since the last call, oldest first (coalesced events); never empty. */
  readonly samples: readonly Sample[];
  /** Modifier keys at the time of the newest sample. */
  readonly keys: Modifiers;
}

/** `mod` is Cmd on a Mac, Ctrl elsewhere. */
export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  readonly mod: boolean;
}

/**
 * A small state machine: idle until `down`, then any number of `move`, then `up` or `cancel`. The page calls `finish`
 * when it is closed during a gesture or another tool is chosen; the tool must then commit what it has.
 */
export interface Tool {
  readonly name: ToolName;
  /** CSS cursor while idle. */
  readonly cursor: string;
  /** CSS cursor between `down` and `up`. */
  readonly heldCursor: string;
  /** The view pans while a press is held at its edge. */
  readonly pansAtEdge?: boolean;
  /** The tool adds nothing, so a finger also uses it when fingers pan instead of drawing. */
  readonly isForFingers?: boolean;
  /** True when the gesture continues between presses until `finish`, as a line drawn by clicks does. */
  readonly isOpen?: boolean;
  /** The pointer moves without a press. May change `cursor`. */
  hover?(pointer: ToolPointer): void;
  /** The pointer left the board. */
  leave?(): void;
  down(pointer: ToolPointer): void;
  move(pointer: ToolPointer): void;
  up(pointer: ToolPointer): void;
  cancel(): void;
  finish(): void;
}

/** Style of shapes other than ink, by property name. `width` and `fontSize` in board units. */
export interface ShapeStyle {
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

/** A local stroke in progress, as the live layer shows it. */
export interface DrawnStroke {
  readonly id: ShapeId;
  /** x, y, pressure of each sample, board units. The tool appends in place and calls `touch`. */
  readonly points: number[];
}

/** For all tools that add shapes to the board. */
interface MakerContext {
  /** CSS pixels per board unit. */
  readonly zoom: number;
  newShapeId(): ShapeId;
  orderOnTop(): OrderKey;
  /** Adds shapes to the board as one undo step. */
  commit(...shapes: readonly Shape[]): void;
}

export interface InkContext extends MakerContext {
  /** The colour and line width (board units) of new strokes with this nib. */
  inkStyle(nib: Nib): { readonly color: Paint; readonly width: number };
  /** Begins a stroke on the local live layer. Peers receive it through `tell`. */
  beginStroke(stroke: { id: ShapeId; nib: Nib; color: Paint; width: number; pressure: boolean }): DrawnStroke;
  /** Call after appending samples to a stroke in progress. */
  touch(stroke: DrawnStroke): void;
  /** Removes a stroke from the live layer, after its shape was committed or it was cancelled. */
  endStroke(id: ShapeId): void;
  /** Sends news of a stroke to all peers. The context adds `author`. */
  tell(news: Omit<StrokeNews, "author">): void;
  /** Calls `run` once after the given milliseconds. @returns a function that cancels the call */
  after(ms: number, run: () => void): () => void;
}

export interface EraserContext {
  readonly zoom: number;
  /** Erasable shapes whose line is visible within `radius` of the segment from–to; board units. */
  hit(from: Point, to: Point, radius: number): ShapeId[];
  /** Fades these shapes, and no others. */
  fade(ids: ReadonlySet<ShapeId>): void;
  /** Deletes shapes as one undo step. */
  remove(ids: ReadonlySet<ShapeId>): void;
}

export interface CommentContext {
  /** Begins a comment at a place of the board. */
  comment(at: Point): void;
}

export interface LaserContext {
  /** Shows the laser pointer at a place of the board; undefined ends its stroke. */
  pointLaser(at: Point | undefined): void;
}

export interface HandContext {
  /** Pans the view by CSS pixels. */
  panBy(dx: number, dy: number): void;
}

/** Previews of shapes during a gesture. */
interface DraftContext {
  /**
   * Shows these shapes instead of the board's shapes with the same ids. Replaces earlier drafts.
   *
   * @param motion the motion of the selection that led to the drafts; peers see it
   */
  draft(shapes: readonly Shape[], motion?: Motion): void;
}

/** Connecting arrows to shapes. */
export interface TieContext {
  /**
   * The end of an arrow at a place: the topmost shape around it and the position on that shape. The position snaps to
   * the middle of the shape and to the middle of its sides. Undefined when no shape is there.
   */
  tieAt(place: Point): ArrowEnd | undefined;
  /** Shows the shapes and positions that these ends connect to. Replaces earlier ones. */
  showTies(ends: readonly ArrowEnd[]): void;
}

export interface ShapeContext extends MakerContext, DraftContext, TieContext {
  /** The style of the next shape. */
  look(): ShapeStyle;
  /** Call after a gesture made these shapes. Selects them and returns to the select tool unless the tool is kept. */
  made(ids: readonly ShapeId[]): void;
}

export interface WriteContext extends ShapeContext {
  /** The topmost shape with editable text at a place. */
  writtenAt(place: Point): WrittenShape | undefined;
  /** Starts text editing in a shape. A shape that is not on the board yet is added with its first text. */
  write(shape: WrittenShape): void;
  /** Starts a new text shape. */
  writeAt(place: Pick<TextShape, "x" | "y" | "w" | "wraps">): void;
  /** Shows the outline of the drag; undefined hides it. */
  lasso(line: readonly number[] | undefined): void;
}

/** The shapes at a place, topmost first. */
export interface Pointed {
  /** Shapes whose line or fill is near the place. */
  readonly hit: readonly Shape[];
  /** Empty closed shapes around the place. */
  readonly around: readonly Shape[];
  /** The topmost locked shape there. It is in neither list; only a click selects it. */
  readonly locked: Shape | undefined;
}

/** Selecting shapes. A group is selected as one; the context keeps which group the user has entered. */
export interface ChoosingContext {
  readonly zoom: number;
  readonly selection: ReadonlySet<ShapeId>;
  /** The box with the handles: the box of a single shape, or an upright box around several. */
  readonly outline: TurnedBox | undefined;
  select(ids: Iterable<ShapeId>): void;
  at(place: Point, radius: number): Pointed;
  /** The shapes that a click on this shape selects: its whole group. */
  unitOf(shape: Shape): readonly ShapeId[];
  /** Enters the next group towards a shape and selects the shape's part of it. @returns false outside groups */
  enter(shape: Shape): boolean;
  /** Whole units of shapes inside a closed line, or also those that it touches. @param line x, y of the corners */
  inside(line: readonly number[], how: { readonly touching: boolean }): ShapeId[];
  /** Shows the line of a selection gesture; undefined hides it. */
  lasso(line: readonly number[] | undefined): void;
  /** Starts text editing: in a shape, or in a new text on the paper. */
  edit(shape: Shape | undefined, at: Point): void;
}

/** Moving, resizing and rotating the selection. */
export interface TransformContext extends MakerContext, DraftContext {
  readonly selection: ReadonlySet<ShapeId>;
  readonly outline: TurnedBox | undefined;
  select(ids: Iterable<ShapeId>): void;
  /** Distance between grid lines, board units; undefined without a grid. */
  readonly grid: number | undefined;
  get(id: ShapeId): Shape | undefined;
  /** These shapes and, if `carried`, the contents of frames among them; without locked shapes. */
  free(ids: Iterable<ShapeId>, how: { readonly carried: boolean }): Shape[];
  /** Shows these shapes moved, as one picture, so any number is cheap. Pass the same set during the whole gesture. */
  carry(ids: ReadonlySet<ShapeId>, by: Point): void;
  /** The boxes of visible shapes to snap to. @param except the moved shapes */
  around(except: ReadonlySet<ShapeId>): Box[];
  /** Shows the guides of the current snap. */
  guide(guides: readonly Guide[]): void;
  /** The frame that a shape would belong to at its current position. @param except frames that do not count */
  frameFor(shape: Shape, except?: ReadonlySet<ShapeId>): ShapeId | undefined;
  /** Changes properties of shapes as one undo step; null removes an optional property. */
  change(changes: ReadonlyMap<ShapeId, Readonly<Record<string, unknown>>>): void;
}

/** A handle that reshapes the only selected line or arrow. */
export interface PointHandle {
  /** Board units. */
  readonly x: number;
  readonly y: number;
  /** `point`: a point of a line; `between`: half-way to the next point, adds one. The others belong to arrows. */
  readonly role: "start" | "end" | "bend" | "label" | "point" | "between";
  /** Index of the point, or of the point before; 0 for arrows. */
  readonly index: number;
}

/** Reshaping the only selected line or arrow. */
export interface ReshapeContext extends DraftContext, TieContext {
  readonly zoom: number;
  /** Empty when something else is selected. A press takes the nearest handle within reach. */
  readonly points: readonly PointHandle[];
  readonly selection: ReadonlySet<ShapeId>;
  get(id: ShapeId): Shape | undefined;
  /** Marks a point of the line, which Delete removes; undefined marks none. */
  choosePoint(index: number | undefined): void;
  change(changes: ReadonlyMap<ShapeId, Readonly<Record<string, unknown>>>): void;
}

export interface SelectContext extends ChoosingContext, TransformContext, ReshapeContext {
  readonly zoom: number;
}

/** Everything that tools may use; each tool asks for its part. Tools never import the editor. */
export interface ToolContext
  extends InkContext, EraserContext, HandContext, CommentContext, LaserContext, WriteContext, SelectContext {}
