import { isLink } from "../../board/kinds/checks.ts";
import type { ShapeId } from "../../board/id.ts";
import { PORTABLE_SHAPES_MAX } from "../../board/limits.ts";
import { comparePaint, orderAbove, type OrderKey } from "../../board/order.ts";
import type { ArrowShape, ImageShape, InkShape, Shape } from "../../board/shape.ts";
import { readShape } from "../../board/shape_reader.ts";
import { type Drawing, DrawingError, type Missed } from "./drawing.ts";
import { EMPTY_PICTURE, ForeignPictures } from "./foreign_pictures.ts";

/** A shape without what the draft gives it. */
type Undrafted<S extends Shape = Shape> = S extends unknown ? Omit<S, "order"> : never;

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
