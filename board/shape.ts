import type { ShapeId } from "./id.ts";
import type { OrderKey } from "./order.ts";
import type { Color } from "./palette.ts";
import type { Align, Dash, Fill, Font, Form, Head, Paint, Route } from "./style.ts";

/**
 * What every shape has. Board units; x, y is the top left corner of the unrotated box, without the line's width. What is
 * optional is absent until somebody asks for it: most shapes of most boards are ink and need none of it.
 */
interface Base {
  readonly id: ShapeId;
  readonly order: OrderKey;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Clockwise about the middle of the box, radians. */
  readonly angle?: number;
  /** 0…1; 1 when absent. */
  readonly opacity?: number;
  /** Cannot be selected by pointing, moved or changed until it is unlocked. */
  readonly locked?: boolean;
  /** The groups it is in, outermost first. Names only, so that no two people can make groups contain each other. */
  readonly groups?: readonly string[];
  /** The frame that carries and clips it. A frame has none. */
  readonly frame?: ShapeId;
  /** Where a click on its badge leads: http, https or mailto. */
  readonly link?: string;
}

/** The line that a shape is drawn with. */
interface Drawn {
  readonly color: Paint;
  /** Width of the line, board units. */
  readonly width: number;
  readonly dash?: Dash;
  /** Looks drawn by hand. */
  readonly sketch?: boolean;
}

/** What can be mirrored within its box: flipped in x, left is right. */
interface Flipped {
  readonly flipX?: boolean;
  readonly flipY?: boolean;
}

/** How text looks. The text itself is a root of its own in the document, so that several people can type in it. */
interface Written {
  readonly font?: Font;
  /** Height of the em square, board units. */
  readonly fontSize?: number;
  readonly align?: Align;
  readonly valign?: Align;
  /** Read from the document's text of this shape; never part of the record. */
  readonly text?: string;
}

export const NIBS = ["pen", "highlighter"] as const;

export type Nib = typeof NIBS[number];

/** A freehand stroke. */
export interface InkShape extends Base, Flipped {
  readonly kind: "ink";
  readonly nib: Nib;
  readonly color: Color;
  /** Width of the line at full pressure, board units. */
  readonly width: number;
  /**
   * Samples relative to x, y, packed as in `ink.ts`; stretched when the box is larger than they are. Decoded when drawn,
   * not when read.
   */
  readonly ink: Uint8Array;
}

/** A closed form that fills its box. */
export interface GeoShape extends Base, Flipped, Drawn, Written {
  readonly kind: "geo";
  readonly form: Form;
  readonly rounded?: boolean;
  readonly fill?: Fill;
  readonly fillColor?: Paint;
}

/** A line through two or more points. */
export interface LineShape extends Base, Flipped, Drawn {
  readonly kind: "line";
  /** x, y of each point, relative to x, y of the shape; stretched when the box is larger than they are. */
  readonly points: readonly number[];
  readonly smooth?: boolean;
}

/**
 * An end of an arrow: a place on the board, or one on a shape – `u`, `v` are parts of its box's width and height. The
 * place is kept beside it: when the shape is gone, the end stays where it was last tied.
 */
export interface ArrowEnd {
  readonly x: number;
  readonly y: number;
  readonly to?: ShapeId;
  readonly u?: number;
  readonly v?: number;
}

/** Its box follows from its ends. */
export interface ArrowShape extends Base, Drawn, Written {
  readonly kind: "arrow";
  readonly start: ArrowEnd;
  readonly end: ArrowEnd;
  /**
   * Where an end stood when the shape it was tied to was deleted; of no meaning once it is tied to another. Beside the
   * end and not in it: who ties the end to something else at the same time keeps that.
   */
  readonly startLeft?: ArrowEnd;
  readonly endLeft?: ArrowEnd;
  readonly route: Route;
  /** How far the middle of a curve lies off the straight line: a part of its length, positive to the left. */
  readonly bend?: number;
  readonly startHead?: Head;
  readonly endHead?: Head;
  /** Where on the line the label stands, 0…1. */
  readonly labelAt?: number;
  /**
   * The line as it is seen, from edge to edge of what it ties: x, y of its corners, or of start, control point and end
   * of a curve. Follows from the shapes at its ends (`figure/tie.ts`); never part of the record.
   */
  readonly trace?: readonly number[];
}

/** Text on the board itself. Without `wraps` it is as wide as its longest line, and w follows from the text. */
export interface TextShape extends Base, Written {
  readonly kind: "text";
  readonly color: Paint;
  readonly wraps?: boolean;
}

/** A sticky note: a square of coloured paper that grows downwards with its text. */
export interface NoteShape extends Base, Written {
  readonly kind: "note";
  readonly color: Color;
}

/** A named part of the board that carries and clips what is on it. */
export interface FrameShape extends Base {
  readonly kind: "frame";
  readonly name: string;
}

/** What a frame is called that nobody has named. */
export const FRAME_NAME = "Frame";

export type Shape = InkShape | GeoShape | LineShape | ArrowShape | TextShape | NoteShape | FrameShape;

export type Kind = Shape["kind"];

/** The kinds that text can be written in. */
export type WrittenShape = GeoShape | ArrowShape | TextShape | NoteShape;

/** A shape as it lies in the document: its id is its key, its text a root of its own. */
export type ShapeRecord = OmitEach<Shape, "id" | Derived>;

/** What follows from other parts of the document and is put in when a shape is read. */
type Derived = "text" | "trace";

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export function isWritten(shape: Shape): shape is WrittenShape {
  return shape.kind === "geo" || shape.kind === "arrow" || shape.kind === "text" || shape.kind === "note";
}
