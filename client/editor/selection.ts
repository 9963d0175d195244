import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { type TurnedBox, uprightOf } from "../../board/figure/place.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ArrowEnd, Shape } from "../../board/shape.ts";
import type { Guide } from "../geometry/snapping.ts";
import { commonDepth, type Focus, groupAt } from "./groups.ts";
import type { ShapeTable } from "./shape_table.ts";

const NOTHING: ReadonlySet<ShapeId> = new Set();

/** The shapes I have chosen. What vanishes from the board vanishes from it. */
export class Selection {
  readonly #shapes: Pick<ShapeTable, "get" | "all" | "onChange">;
  readonly #ids = signal<ReadonlySet<ShapeId>>(NOTHING);
  readonly #focus = signal<Focus>([]);
  /** Counts changes of what is selected. */
  readonly #version = signal(0);
  /** Of a large board, to look all of them up is felt: it is done once after each change. */
  readonly #chosen = computed((): readonly Shape[] => {
    void this.#version.value;
    return [...this.#ids.value].map((id) => this.#shapes.get(id)).filter((shape) => shape !== undefined);
  });

  readonly ids: ReadonlySignal<ReadonlySet<ShapeId>> = this.#ids;
  /** Another number when a selected shape has changed: who is told by `outline` has it worked out with each change. */
  readonly version: ReadonlySignal<number> = this.#version;
  /** The groups that I have gone into, outermost first: what is selected is chosen among the members of the last. */
  readonly focus: ReadonlySignal<Focus> = this.#focus;
  /** The box that handles stand around; undefined when there is nothing that they could change. */
  readonly outline: ReadonlySignal<TurnedBox | undefined> = computed(() => outlineOf(this.shapes()));
  /** The line being drawn to select what is inside of it: x, y of its corners, board units. */
  readonly lasso: Signal<readonly number[] | undefined> = signal<readonly number[] | undefined>(undefined);
  /** Why what is under the hand moved by itself. */
  readonly guides: Signal<readonly Guide[]> = signal<readonly Guide[]>([]);

  /** What the ends of the arrow under the hand are tied to. */
  readonly ties: Signal<readonly ArrowEnd[]> = signal<readonly ArrowEnd[]>([]);
  /** The point of the selected line that was chosen: its index. */
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

  /** What is selected, in the order in which it was. */
  shapes(): readonly Shape[] {
    return this.#chosen.value;
  }

  /**
   * Selects these, as far as they are there – somebody may have deleted one while it was under the hand – and no others.
   * Whoever selects something outside of a group has left it.
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

  /** Goes into a group. */
  enter(focus: Focus): void {
    this.#focus.value = focus;
  }

  /** Out of the group, or to nothing selected. @returns false when nothing was */
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

/** One shape's own box, or the upright one around several. Arrows and lines have handles at their points instead. */
export function outlineOf(shapes: readonly Shape[]): TurnedBox | undefined {
  const free = shapes.filter(({ locked }) => !locked);
  if (free.length === 0) return undefined;
  if (free.length === 1) {
    const [{ kind, x, y, w, h, angle }] = free;
    return kind === "arrow" || kind === "line" ? undefined : { x, y, w, h, angle };
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
