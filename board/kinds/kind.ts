import type { Path } from "../figure/path.ts";
import type { Part } from "../figure/part.ts";
import type { Lettering } from "../figure/text/text_block.ts";
import type { Shape } from "../shape.ts";
import type { Checks } from "./checks.ts";
import { NEEDED, OPTIONAL } from "./checks.ts";
import type { Check } from "./described.ts";

/** What the geometry of a shape is: an area that can be grabbed inside, only its border, or a line. */
export type Body = "area" | "border" | "line";

/** Everything that distinguishes one kind of shape from the others. CONTRIBUTING.md shows how to add one. */
export interface KindDefinition<S extends Shape> {
  readonly kind: S["kind"];
  /** Checks of its own properties, besides those of every shape. */
  readonly needed: Checks;
  readonly optional?: Checks;
  readonly body: Body;
  /** The kind has a text that people edit, as `Written` in `shape.ts`. */
  readonly isWritten?: boolean;
  /** People add it to write on it: the style of its text can be set before it has any. */
  readonly isForText?: boolean;
  /** It consists of its text: without any it is removed, and no outline is drawn around it. */
  readonly isOnlyText?: boolean;
  /** The size is the person's choice. Otherwise it follows from the text or the ends. */
  readonly isSized?: boolean;
  /** It has handles at its points instead of around its box. */
  readonly hasPoints?: boolean;
  /** Other shapes can lie in it, are clipped by it and move with it. It lies in none, and its name can be edited. */
  readonly isContainer?: boolean;
  /** It is a stroke of a hand: packed samples instead of a path. */
  readonly isFreehand?: boolean;
  /** It shows a picture, whose proportions people keep. */
  readonly isPicture?: boolean;
  /** It connects other shapes: its box and angle follow from its ends, and no end can be tied to it. */
  readonly isConnector?: boolean;
  /** How far the figure may extend beyond the box, board units. */
  margin(shape: S): number;
  /** How much farther it may extend above the box, board units. */
  readonly marginAbove?: number;
  /** The name that screen readers speak, as "Note" or "Ellipse". */
  name(shape: S): string;
  /** The outline in a box of w × h, or the line, relative to the top left corner. Unused for ink. */
  path(shape: S, w: number, h: number): Path;
  /** The paths that paint it, bottom first. @param path the result of `path`. Unused for ink. */
  figure(shape: S, path: Path, lettering: () => Lettering | undefined): readonly Part[];
  /** Whether the inside can be grabbed. Absent: that of an area can. */
  isFilled?(shape: S): boolean;
  /** Lays out the text or name. Absent for kinds without one. */
  lettering?(shape: S): Lettering;
  /** The size that the shape takes for its text; undefined when it keeps its size. */
  fittedSize?(shape: S): { w: number; h: number } | undefined;
}

/** A definition with the checks of all its properties. */
export interface ShapeKind<S extends Shape = Shape> extends Omit<KindDefinition<S>, "needed" | "optional"> {
  readonly needed: ReadonlyMap<string, Check>;
  readonly optional: ReadonlyMap<string, Check>;
}

export function defineKind<S extends Shape>(definition: KindDefinition<S>): ShapeKind<S> {
  return {
    ...definition,
    needed: new Map(Object.entries({ ...NEEDED, ...definition.needed })),
    optional: new Map(Object.entries({ ...OPTIONAL, ...definition.optional })),
  };
}
