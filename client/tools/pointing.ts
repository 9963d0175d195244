import { toOwn, type TurnedBox } from "../../board/figure/place.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import type { Drag } from "./drag.ts";
import type { ChoosingContext, Pointed, Sample } from "./tool.ts";

/** How far from a line a click still hits it, CSS pixels; fingers are thicker. */
const REACH_PX = { mouse: 6, pen: 8, touch: 16 };
/** Two clicks are a double one when the second comes within this time, ms, … */
const DOUBLE_MS = 400;
/** … and clicks are on one spot when they are no further apart, CSS pixels. */
const SPOT_PX = { mouse: 5, pen: 8, touch: 24 };

/**
 * What a click means, and what a drag takes along:
 *
 *     on a shape        selects its group (Shift: adds it, or takes it away); a drag moves what is selected
 *     on the same spot  selects what is below, one after the other; a drag moves that
 *     twice             goes into the group; in none, begins to write
 *     inside an empty form   selects it when nothing else is there; a drag moves it only when it is selected
 *     on what is locked, and nothing else   selects it, the next click nothing; a drag draws a box
 *     on the paper      selects nothing; a drag draws a box
 */
export class Pointing {
  readonly #context: ChoosingContext;
  #pointed: Pointed = { hit: [], around: [], locked: undefined };
  /** What was pressed on, when it can be moved. */
  #pressed: Shape | "selection" | undefined;
  #before: ReadonlySet<ShapeId> = new Set();
  #click: { readonly time: number; readonly at: Sample } | undefined;

  constructor(context: ChoosingContext) {
    this.#context = context;
  }

  /** What was selected before the press. */
  get before(): ReadonlySet<ShapeId> {
    return this.#before;
  }

  /** A drag moves what is selected. */
  get isOnShape(): boolean {
    return this.#pressed !== undefined;
  }

  down(drag: Drag): void {
    const context = this.#context;
    const { selection } = context;
    this.#before = selection;
    const pointed = this.#pointed = context.at(drag.start, REACH_PX[drag.type] / context.zoom);
    const isSelected = ({ id }: Shape) => selection.has(id);
    const again = this.#isSameSpot(drag) ? [...pointed.hit, ...pointed.around].find(isSelected) : undefined;
    const pressed = again ?? pointed.hit[0] ?? pointed.around.find(isSelected);
    this.#pressed = pressed ?? (this.#isAmongSelected(drag.start) ? "selection" : undefined);
    if (pressed === undefined) {
      if (this.#pressed === undefined && !drag.keys.shift) context.select([]);
    } else if (!isSelected(pressed)) {
      const unit = context.unitOf(pressed);
      context.select(drag.keys.shift ? [...selection, ...unit] : unit);
    }
  }

  /** The press went nowhere. */
  click(drag: Drag): void {
    const isSameSpot = this.#isSameSpot(drag);
    const isDouble = this.#isDouble(drag);
    this.#click = { time: drag.time, at: drag.start };
    const { hit, around } = this.#pointed;
    if (isDouble && !drag.keys.shift) this.#double(drag);
    else if (drag.keys.shift) this.#toggle(hit[0] ?? around[0]);
    else this.#choose(isSameSpot ? this.#below() : hit[0] ?? around[0]);
  }

  /**
   * The press went nowhere, on a handle of what is selected. The first of two clicks may have brought it there: the second
   * is about the shape all the same.
   */
  clickHandle(drag: Drag): void {
    const isDouble = this.#isDouble(drag);
    this.#click = { time: drag.time, at: drag.start };
    const context = this.#context;
    const { hit, around } = this.#pointed = context.at(drag.start, REACH_PX[drag.type] / context.zoom);
    const isOnIt = [...hit, ...around].some(({ id }) => context.selection.has(id));
    if (isDouble && isOnIt && !drag.keys.shift) this.#double(drag);
  }

  /** Selects what was selected before the press. */
  restore(): void {
    this.#context.select(this.#before);
  }

  #choose(shape: Shape | undefined): void {
    const { locked } = this.#pointed;
    if (shape) this.#context.select(this.#context.unitOf(shape));
    else this.#context.select(locked && !this.#before.has(locked.id) ? [locked.id] : []);
  }

  #toggle(shape: Shape | undefined): void {
    if (shape === undefined) return;
    const unit = new Set(this.#context.unitOf(shape));
    this.#context.select(this.#before.has(shape.id) ? this.#before.difference(unit) : this.#before.union(unit));
  }

  #double({ start }: Drag): void {
    const { hit, around } = this.#pointed;
    const { selection } = this.#context;
    const shape = hit.find(({ id }) => selection.has(id)) ?? hit[0] ?? around[0];
    if (shape === undefined || !this.#context.enter(shape)) this.#context.edit(shape, start);
  }

  /** What comes below that which was selected; the topmost below the last. */
  #below(): Shape | undefined {
    const all = [...this.#pointed.hit, ...this.#pointed.around];
    const last = all.findLastIndex(({ id }) => this.#before.has(id));
    return all[last + 1] ?? all[0];
  }

  #isDouble(drag: Drag): boolean {
    return this.#isSameSpot(drag) && drag.time - this.#click!.time < DOUBLE_MS;
  }

  #isSameSpot({ start, type }: Drag): boolean {
    const at = this.#click?.at;
    return at !== undefined && Math.hypot(at.viewX - start.viewX, at.viewY - start.viewY) <= SPOT_PX[type];
  }

  /** Between several that are selected: their box is taken as one thing. */
  #isAmongSelected(place: Sample): boolean {
    const { selection, outline } = this.#context;
    return selection.size > 1 && outline !== undefined && isIn(outline, place);
  }
}

function isIn(box: TurnedBox, place: Sample): boolean {
  const { x, y } = toOwn(box, place);
  return x >= 0 && y >= 0 && x <= box.w && y <= box.h;
}
