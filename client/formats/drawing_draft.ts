import { boundsOf } from "../../board/figure/bounds.ts";
import { uprightOf } from "../../board/figure/point.ts";
import { isLink } from "../../board/kinds/checks.ts";
import type { ShapeId } from "../../board/id.ts";
import { PORTABLE_SHAPES_MAX } from "../../board/limits.ts";
import { comparePaint, orderAbove, type OrderKey } from "../../board/order.ts";
import type { ArrowShape, ImageShape, InkShape, Shape } from "../../board/shape.ts";
import { contrast, PAPER } from "../../board/palette.ts";
import { readShape } from "../../board/shape_reader.ts";
import type { Paint } from "../../board/style.ts";
import { hexOfPaintOut, paintOf } from "./css_color.ts";
import { type Drawing, DrawingError, type Missed } from "./drawing.ts";
import { EMPTY_PICTURE, ForeignPictures } from "./foreign_pictures.ts";

/** A shape without what the draft gives it. */
type Undrafted<S extends Shape = Shape> = S extends unknown ? Omit<S, "order"> : never;

/** Contrast with our paper, from which on a background is dark: white letters can be read on it. */
const DARK = 3;
/** Width of a background around what is on it, board units. */
const MARGIN = 40;

/** Shapes that are being made from another program's, bottom first, and what was not carried. */
export class DrawingDraft {
  readonly #shapes = new Map<ShapeId, Shape>();
  readonly #missed: Partial<Record<Missed, number>> = {};
  readonly pictures = new ForeignPictures();
  readonly #groups = new Map<unknown, string>();
  #order: OrderKey | undefined;
  #count = 0;

  /** A name for a shape of the drawing. */
  newId(): ShapeId {
    return `s${this.#count++}`;
  }

  /** The order key above all before. Arrows get theirs first and are added when the shapes at their ends are known. */
  nextOrder(): OrderKey {
    return this.#order = orderAbove(this.#order);
  }

  /** Number of shapes so far. */
  get count(): number {
    return this.#shapes.size;
  }

  /** The right edge of all of them, upright. */
  rightEdge(): number {
    let right = -Infinity;
    for (const { x, w } of this.#shapes.values()) right = Math.max(right, x + w);
    return right;
  }

  get(id: ShapeId): Shape | undefined {
    return this.#shapes.get(id);
  }

  /**
   * Adds a shape, checked as strictly as one from the network.
   *
   * @returns false when it is none that boards can hold; then it counts as missed
   */
  add(shape: Undrafted, order: OrderKey = this.nextOrder()): boolean {
    const whole = { ...shape, order } as Shape;
    const read = readShape(whole.id, whole);
    if (read === undefined) {
      this.miss("other");
      return false;
    }
    if (this.#shapes.size >= PORTABLE_SHAPES_MAX) throw new DrawingError("tooMany");
    const { text } = whole as Partial<ArrowShape>;
    this.#shapes.set(whole.id, text ? { ...read, text } as Shape : read);
    return true;
  }

  /** Adds a stroke. It counts as missed when its samples lie beyond any board. */
  addInk(stroke: Omit<InkShape, "order" | "ink">, encode: () => Uint8Array): void {
    try {
      this.add({ ...stroke, ink: encode() });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.miss("other");
    }
  }

  /** Adds an empty box in the place of a picture that is not in the file. */
  addEmptyPicture(base: Pick<ImageShape, "id" | "x" | "y" | "w" | "h"> & Partial<ImageShape>): void {
    this.miss("image");
    this.add({ ...base, ...EMPTY_PICTURE });
  }

  /**
   * A dark background, on which letters may be white, is a locked rectangle beneath what is added until the result is
   * called: boards have no background of their own.
   */
  background(value: unknown): () => void {
    const paint = paintOf(value), color = paint && hexOfPaintOut(paint) as Paint;
    if (color === undefined || contrast(color, PAPER.light) < DARK) return () => {};
    const order = this.nextOrder(), before = this.#shapes.size;
    return () => {
      const boxes = [...this.#shapes.values()].slice(before).map(uprightOf);
      if (boxes.length === 0) return;
      const { minX, minY, maxX, maxY } = boundsOf(
        boxes.flatMap(({ minX, minY, maxX, maxY }) => [minX, minY, maxX, maxY]),
      );
      const box = { x: minX - MARGIN, y: minY - MARGIN, w: maxX - minX + 2 * MARGIN, h: maxY - minY + 2 * MARGIN };
      const look = { form: "rectangle", color, width: 1, fill: "solid", fillColor: color } as const;
      this.add({ id: this.newId(), kind: "geo", ...box, ...look, locked: true }, order);
    };
  }

  miss(what: Missed, count = 1): void {
    if (count > 0) this.#missed[what] = (this.#missed[what] ?? 0) + count;
  }

  /** The name of a foreign group. */
  group(of: unknown): string {
    let name = this.#groups.get(of);
    if (name === undefined) this.#groups.set(of, name = `g${this.#groups.size}`);
    return name;
  }

  /** A link that a click may follow. Others count as missed. */
  link(value: unknown): { link?: string } {
    if (typeof value !== "string" || value.trim() === "") return {};
    if (isLink(value)) return { link: value };
    this.miss("link");
    return {};
  }

  finish(title?: string): Drawing {
    const shapes = [...this.#shapes.values()].sort(comparePaint).map((shape) => {
      if (shape.frame === undefined || this.#shapes.get(shape.frame)?.kind === "frame") return shape;
      const { frame: _, ...free } = shape;
      return free as Shape;
    });
    return { shapes, pictures: this.pictures.all, missed: this.#missed, ...(title && { title }) };
  }
}
