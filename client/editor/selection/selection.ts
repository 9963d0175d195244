import { kindOf } from "../../../board/kinds/kinds.ts";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { type TurnedBox, uprightOf } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { ArrowEnd, Shape } from "../../../board/shape.ts";
import type { Guide } from "../../geometry/snapping.ts";
import { commonDepth, type Focus, groupAt } from "./groups.ts";
import type { ShapeTable } from "../shapes/shape_table.ts";

const NOTHING: ReadonlySet<ShapeId> = new Set();

/** The local user's selection. Deleted shapes leave it. */
export class Selection {
  readonly #shapes: Pick<ShapeTable, "get" | "all" | "onChange">;
  readonly #ids = signal<ReadonlySet<ShapeId>>(NOTHING);
  readonly #focus = signal<Focus>([]);
  /** Number of changes of selected shapes. */
  readonly #version = signal(0);
  /** Cached until the next change, since looking up all shapes of a large board takes noticeable time. */
  readonly #chosen = computed((): readonly Shape[] => {
    void this.#version.value;
    return [...this.#ids.value].map((id) => this.#shapes.get(id)).filter((shape) => shape !== undefined);
  });

  readonly ids: ReadonlySignal<ReadonlySet<ShapeId>> = this.#ids;
  /**
   * Changes when a selected shape has changed. Subscribing to it is cheap; subscribing to `outline` recomputes the box
   * after each change.
   */
  readonly version: ReadonlySignal<number> = this.#version;
  /** The group being edited, as the path to it, outermost first. Selection chooses among the members of the last. */
  readonly focus: ReadonlySignal<Focus> = this.#focus;
  /** The box that the handles surround; undefined when the selection cannot be resized or turned. */
  readonly outline: ReadonlySignal<TurnedBox | undefined> = computed(() => outlineOf(this.shapes()));
  /** The lasso being drawn: x, y of its corners, board units. */
  readonly lasso: Signal<readonly number[] | undefined> = signal<readonly number[] | undefined>(undefined);
  /** The guides that the moving shapes snap to. */
  readonly guides: Signal<readonly Guide[]> = signal<readonly Guide[]>([]);

  /** The ends of the arrow being edited, with the shapes they are tied to. */
  readonly ties: Signal<readonly ArrowEnd[]> = signal<readonly ArrowEnd[]>([]);
  /** Index of the selected point of the selected line. */
  readonly point: Signal<number | undefined> = signal<number | undefined>(undefined);

  constructor(shapes: Pick<ShapeTable, "get" | "all" | "onChange">) {
    this.#shapes = shapes;
    shapes.onChange((changes) => {
      const ids = this.#ids.peek();
      if (ids.size === 0) return;
      const mine = changes.filter(({ id }) => ids.has(id));
      if (mine.length === 0) return;
      this.#version.value++;
      const gone = mine.filter(({ shape }) => shape === undefined);
      if (gone.length > 0) this.set(ids.difference(new Set(gone.map(({ id }) => id))));
    });
  }

  /** The selected shapes, in the order of selection. */
  shapes(): readonly Shape[] {
    return this.#chosen.value;
  }

  /**
   * Replaces the selection. Ids that are no longer on the board are ignored. Selecting a shape outside the current
   * group leaves the group.
   */
  set(ids: Iterable<ShapeId>): void {
    const next = new Set<ShapeId>();
    for (const id of ids) if (this.#shapes.get(id)) next.add(id);
    const now = this.#ids.peek();
    if (next.size === now.size && next.isSubsetOf(now)) return;
    this.#ids.value = next;
    this.point.value = undefined;
    const focus = this.#focus.peek();
    if (focus.length === 0) return;
    let depth = next.size === 0 ? 0 : focus.length;
    for (const id of next) depth = Math.min(depth, commonDepth(focus, this.#shapes.get(id)?.groups ?? []));
    if (depth < focus.length) this.#focus.value = focus.slice(0, depth);
  }

  /** Enters a group. */
  enter(focus: Focus): void {
    this.#focus.value = focus;
  }

  /**
   * Leaves the group and selects it, or clears the selection at the top level. @returns false when nothing was selected
   */
  stepOut(): boolean {
    const focus = this.#focus.peek();
    if (this.#ids.peek().size === 0) return false;
    const outer = focus.slice(0, -1), group = focus.at(-1);
    const members = group === undefined
      ? []
      : [...this.#shapes.all()].filter((shape) => !shape.locked && groupAt(outer, shape) === group);
    this.#focus.value = outer;
    this.set(members.map(({ id }) => id));
    return true;
  }
}

/**
 * The box of a single shape, or the upright box around several. A single arrow or line has none, as its handles are at
 * its points.
 */
export function outlineOf(shapes: readonly Shape[]): TurnedBox | undefined {
  const free = shapes.filter(({ locked }) => !locked);
  if (free.length === 0) return undefined;
  if (free.length === 1) {
    const [{ x, y, w, h, angle }] = free;
    return kindOf(free[0]).hasPoints ? undefined : { x, y, w, h, angle };
  }
  let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
  for (const shape of free) {
    const box = uprightOf(shape);
    minX = Math.min(minX, box.minX);
    minY = Math.min(minY, box.minY);
    maxX = Math.max(maxX, box.maxX);
    maxY = Math.max(maxY, box.maxY);
  }
  return { x: minX, y: minY, w: maxX - minX, h: maxY - minY };
}
