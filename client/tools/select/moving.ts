import { isContainer } from "../../../board/kinds/kinds.ts";
import { copiesOf, uncarried } from "../../../board/copies.ts";
import { type Point, uprightOf } from "../../../board/figure/point.ts";
import { changesOf, type IsThere, moved } from "../../../board/figure/transform.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import { type Box, union } from "../../geometry/box.ts";
import { Snapping } from "../../geometry/snapping.ts";
import type { Drag } from "../drag.ts";
import type { Gesture } from "./gesture.ts";
import { isThere } from "./connectable.ts";
import type { TransformContext } from "../tool.ts";
import { withLateContents } from "./late_contents.ts";

const NO_FRAMES: ReadonlySet<ShapeId> = new Set();

/** Snapping distance, CSS pixels. */
export const SNAP_PX = 6;

/**
 * Moves the selection and the contents of selected frames. Shift keeps it in its row or column, Mod turns snapping off,
 * Alt moves copies and leaves the originals.
 */
export class Moving implements Gesture {
  readonly cursor = "grabbing";
  readonly #context: TransformContext;
  /** The shapes when the gesture began. They follow the pointer even if peers move them meanwhile. */
  readonly #shapes: readonly Shape[];
  readonly #ids: ReadonlySet<ShapeId>;
  readonly #bounds: Box | undefined;
  readonly #isThere: IsThere;
  #snapping: Snapping | undefined;
  #copies: readonly Shape[] | undefined;

  constructor(context: TransformContext) {
    this.#context = context;
    const shapes = this.#shapes = context.free(context.selection, { carried: true });
    this.#ids = new Set(shapes.map(({ id }) => id));
    this.#bounds = shapes.reduce<Box | undefined>((box, shape) => union(box, uprightOf(shape)), undefined);
    this.#isThere = isThere(context);
  }

  follow(drag: Drag): void {
    const by = this.#offset(drag);
    if (drag.keys.alt) this.#context.draft(this.#copied(by), { kind: "move", by, copies: true });
    else this.#context.carry(this.#ids, by);
  }

  commit(drag: Drag): void {
    const by = this.#offset(drag);
    this.cancel();
    if (drag.keys.alt) {
      const copies = this.#copied(by).map((copy) => this.#dropped(copy, NO_FRAMES));
      this.#context.commit(...copies);
      this.#context.select(uncarried(copies));
      return;
    }
    const changes = new Map<ShapeId, Record<string, unknown>>();
    for (const shape of withLateContents(this.#context, this.#shapes)) {
      if (this.#context.get(shape.id) === undefined) continue;
      changes.set(shape.id, changesOf(shape, this.#dropped(moved(shape, by, this.#isThere), this.#ids)));
    }
    this.#context.change(changes);
  }

  cancel(): void {
    this.#context.guide([]);
    this.#context.draft([]);
  }

  #offset({ dx, dy, keys }: Drag): Point {
    const isAcross = keys.shift && Math.abs(dx) >= Math.abs(dy), isDown = keys.shift && !isAcross;
    const by = { x: isDown ? 0 : dx, y: isAcross ? 0 : dy };
    const box = this.#bounds;
    if (keys.mod || box === undefined) {
      this.#context.guide([]);
      return by;
    }
    const { grid, zoom } = this.#context;
    if (grid !== undefined) {
      return {
        x: isDown ? 0 : Math.round((box.minX + by.x) / grid) * grid - box.minX,
        y: isAcross ? 0 : Math.round((box.minY + by.y) / grid) * grid - box.minY,
      };
    }
    this.#snapping ??= new Snapping(this.#context.around(this.#ids));
    const there = { minX: box.minX + by.x, minY: box.minY + by.y, maxX: box.maxX + by.x, maxY: box.maxY + by.y };
    const { dx: snapX, dy: snapY, guides } = this.#snapping.move(there, SNAP_PX / zoom, { x: !isDown, y: !isAcross });
    this.#context.guide(guides);
    return { x: by.x + snapX, y: by.y + snapY };
  }

  /** Uses the same copies during the whole gesture, because the drafts are identified by their ids. */
  #copied(by: Point): Shape[] {
    const context = this.#context;
    this.#copies ??= copiesOf(context.free(this.#ids, { carried: false }), {
      newId: () => context.newShapeId(),
      above: context.orderOnTop(),
      dx: 0,
      dy: 0,
      hasFrame: (id) => isContainer(context.get(id)),
    });
    const copied = new Set(this.#copies.map(({ id }) => id));
    return this.#copies.map((copy) => moved(copy, by, (id) => copied.has(id) || this.#isThere(id)));
  }

  /**
   * Assigns the shape to the frame below it, unless its own frame moves too.
   *
   * @param leaving frames that move away from where they are now
   */
  #dropped(shape: Shape, leaving: ReadonlySet<ShapeId>): Shape {
    const { frame } = shape;
    if (isContainer(shape) || frame !== undefined && this.#isCarried(frame)) return shape;
    const dropped = this.#context.frameFor(shape, leaving);
    if (dropped === frame) return shape;
    const { frame: _, ...rest } = shape;
    return (dropped === undefined ? rest : { ...rest, frame: dropped }) as Shape;
  }

  #isCarried(frame: ShapeId): boolean {
    return this.#ids.has(frame) || (this.#copies?.some(({ id }) => id === frame) ?? false);
  }
}
