import type { ShapeId } from "./id.ts";
import type { OrderKey } from "./order.ts";
import type { AssetId } from "./asset/asset.ts";
import type { PictureType } from "./asset/asset_types.ts";
import type { ImageForm } from "./pictures/picture.ts";
import type { Align, Dash, Fill, Font, Form, Head, Paint, Route } from "./style.ts";

/**
 * The properties of every shape, in board units. x, y is the top left corner of the unrotated box, without the line
 * width. Optional properties are absent until they are set: most shapes are ink and need none of them.
 */
interface Base {
  readonly id: ShapeId;
  readonly order: OrderKey;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Clockwise about the centre of the box, radians. */
  readonly angle?: number;
  /** 0…1; 1 when absent. */
  readonly opacity?: number;
  /** A locked shape cannot be selected by pointing, moved or changed. */
  readonly locked?: boolean;
  /**
   * The groups of the shape, outermost first. They are names only, so concurrent edits cannot create cycles of groups.
   */
  readonly groups?: readonly string[];
  /** The frame that contains and clips the shape. A frame itself has none. */
  readonly frame?: ShapeId;
  /** The target of a click on its badge: http, https or mailto. */
  readonly link?: string;
}

/** The outline style of a shape. */
interface Drawn {
  readonly color: Paint;
  /** Width of the line, board units. */
  readonly width: number;
  readonly dash?: Dash;
  /** Drawn in a hand-drawn style. */
  readonly sketch?: boolean;
  /** How far a hand-drawn line strays, 0…1; 1 when absent. Below a half it is a single line. */
  readonly stray?: number;
}

/** A shape that can be mirrored within its box. flipX swaps left and right. */
interface Flipped {
  readonly flipX?: boolean;
  readonly flipY?: boolean;
}

/** The style of a text. The text itself is a separate root of the document, so that several people can edit it. */
interface Written {
  readonly font?: Font;
  /** Height of the em square, board units. */
  readonly fontSize?: number;
  /** Distance of two lines, as a multiple of the font size; 1.3 when absent. */
  readonly lineHeight?: number;
  readonly align?: Align;
  readonly valign?: Align;
  /** Read from the text root of this shape; never part of the record. */
  readonly text?: string;
}

/** A text inside a shape or on its line, whose colour may differ from that of the outline. */
interface Labelled extends Written {
  readonly textColor?: Paint;
}

/** An area that is filled when `fill` says so, in the colour of the outline when `fillColor` is absent. */
interface Filled {
  readonly fill?: Fill;
  readonly fillColor?: Paint;
  /** Distance of the lines of a hatched fill, board units; it depends on the width of the outline when absent. */
  readonly hatchGap?: number;
}

export const NIBS = ["pen", "highlighter"] as const;

export type Nib = typeof NIBS[number];

/** A freehand stroke. */
export interface InkShape extends Base, Flipped {
  readonly kind: "ink";
  readonly nib: Nib;
  readonly color: Paint;
  /** Width of the line at full pressure, board units. */
  readonly width: number;
  /** Opacity of a highlighter's ink, 0…1. Default: that of the theme. */
  readonly strength?: number;
  /**
   * Samples relative to x, y, packed as in `ink.ts`. They are stretched when the box is larger. They are decoded when
   * the shape is drawn, not when it is read.
   */
  readonly ink: Uint8Array;
}

/** A closed form that fills its box. */
export interface GeoShape extends Base, Flipped, Drawn, Filled, Labelled {
  readonly kind: "geo";
  /** Distance of its text from the sides of the area for it, board units; that of the form when absent. */
  readonly padding?: number;
  readonly form: Form;
  readonly rounded?: boolean;
  /** Where the rounding of a corner begins, at most at half of a side, board units; the usual distance when absent. */
  readonly corner?: number;
}

/** A line through two or more points. A fill covers the area that a straight line from its end to its start closes. */
export interface LineShape extends Base, Flipped, Drawn, Filled {
  readonly kind: "line";
  /** x, y of each point, relative to x, y of the shape. Stretched when the box is larger. */
  readonly points: readonly number[];
  readonly smooth?: boolean;
}

/**
 * An end of an arrow: a position on the board, or on a shape, where `u`, `v` are fractions of the width and height of
 * its box. The position x, y is stored as well, so the end keeps it when the shape is gone.
 */
export interface ArrowEnd {
  readonly x: number;
  readonly y: number;
  readonly to?: ShapeId;
  readonly u?: number;
  readonly v?: number;
  /**
   * Distance of the tip from the edge of the shape, board units; negative inside the shape. Absent: the default distance.
   */
  readonly gap?: number;
  /** The tip is at u, v itself, which may be outside the shape, and not where the line meets the edge. */
  readonly exact?: boolean;
}

/** An arrow. Its box is derived from its ends. */
export interface ArrowShape extends Base, Drawn, Labelled {
  readonly kind: "arrow";
  readonly start: ArrowEnd;
  readonly end: ArrowEnd;
  /**
   * The position of an end when the shape that it was tied to was deleted. Ignored once the end is tied to another
   * shape. Stored apart from the end, so that it does not overwrite a concurrent edit that ties the end to another
   * shape.
   */
  readonly startLeft?: ArrowEnd;
  readonly endLeft?: ArrowEnd;
  readonly route: Route;
  /** Distance of the curve's midpoint from the straight line, as a fraction of its length; positive to the left. */
  readonly bend?: number;
  /**
   * Points between the ends that the line passes; then `bend` has no meaning. Two numbers each, relative to the line
   * from start to end: the fraction of its length along it, and the same to its left. So they follow both ends.
   */
  readonly via?: readonly number[];
  readonly startHead?: Head;
  readonly endHead?: Head;
  /** The corners of an elbow, or of a straight line through points. */
  readonly rounded?: boolean;
  /** See `GeoShape`. */
  readonly corner?: number;
  /** Length of the heads, board units; it depends on the width of the line when absent. */
  readonly headSize?: number;
  /** Position of the label along the line, 0…1. */
  readonly labelAt?: number;
  /** The most that a line of the label takes, board units; it depends on the font size when absent. */
  readonly labelWidth?: number;
  /**
   * The visible line between the edges of the tied shapes: x, y of its corners, or of the start, control point and end
   * of a curve. Derived from the shapes at its ends (`figure/tie.ts`); never part of the record.
   */
  readonly trace?: readonly number[];
}

/** Text on the board itself. Without `wraps` it is as wide as its longest line, and w is derived from the text. */
export interface TextShape extends Base, Written {
  readonly kind: "text";
  readonly color: Paint;
  readonly wraps?: boolean;
}

/** A sticky note: a square of coloured paper that grows downwards with its text. */
export interface NoteShape extends Base, Labelled {
  readonly kind: "note";
  readonly color: Paint;
}

/** A named area of the board that contains and clips the shapes on it. */
export interface FrameShape extends Base {
  readonly kind: "frame";
  readonly name: string;
}

/** A rectangle of a picture, as fractions of its width and height. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A page of a PDF, whose bytes are an asset of the board as well. The first page is 1. */
export interface PdfPageOf {
  readonly asset: AssetId;
  readonly page: number;
}

/** A picture. Its bytes are an asset of the board, never part of the document. */
export interface ImageShape extends Base, Flipped {
  readonly kind: "image";
  /** SHA-256 of the bytes, lower-case hex. */
  readonly asset: AssetId;
  readonly type: PictureType;
  /** Size of the whole picture, pixels. */
  readonly pixelW: number;
  readonly pixelH: number;
  /** Its colours in a few bytes, shown until the picture has loaded; see `pictures/preview.ts`. */
  readonly preview?: Uint8Array;
  /** The visible part, which fills the box. */
  readonly crop?: Crop;
  /** The outline; a rectangle when absent. */
  readonly form?: ImageForm;
  readonly rounded?: boolean;
  /** See `GeoShape`. */
  readonly corner?: number;
  /** What the picture shows, for people who cannot see it. */
  readonly alt?: string;
  /** The page of a PDF that the picture shows. */
  readonly pdf?: PdfPageOf;
}

export type Shape =
  | InkShape
  | GeoShape
  | LineShape
  | ArrowShape
  | TextShape
  | NoteShape
  | FrameShape
  | ImageShape;

export type Kind = Shape["kind"];

/** The kinds that can contain text. */
export type WrittenShape = GeoShape | ArrowShape | TextShape | NoteShape;

/** A shape as it is stored in the document. Its id is the key, its text a separate root. */
export type ShapeRecord = OmitEach<Shape, "id" | Derived>;

/** Properties that are derived from other parts of the document when a shape is read. */
type Derived = "text" | "trace";

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
