import { toOwn, type TurnedBox } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Drag } from "../drag.ts";
import type { ChoosingContext, Pointed, Sample } from "../tool.ts";

/** Maximum distance between a click and a line that it hits, CSS pixels. Touch is less precise. */
const REACH_PX = { mouse: 6, pen: 8, touch: 16 };
/** Maximum time between the clicks of a double click, ms. */
const DOUBLE_MS = 400;
/** Maximum distance between clicks on the same spot, CSS pixels. */
const SPOT_PX = { mouse: 5, pen: 8, touch: 24 };

/**
 * Decides what a click selects and what a drag moves:
 *
 *     on a shape             click selects its group (Shift toggles it); drag moves the selection
 *     on the same spot       click selects the next shape below; drag moves the selected shape
 *     double click           enters the group; outside a group, starts text editing
 *     inside an empty form   click selects it if nothing else is there; drag moves it only if it is selected
 *     on a locked shape only click selects it, the next click deselects it; drag draws a box
 *     on the paper           click deselects; drag draws a box
 */
export class Pointing {
  readonly #context: ChoosingContext;
  #pointed: Pointed = { hit: [], around: [], locked: undefined };
  /** The shape or selection that a drag would move. */
  #pressed: Shape | "selection" | undefined;
  #before: ReadonlySet<ShapeId> = new Set();
  #click: { readonly time: number; readonly at: Sample } | undefined;

  constructor(context: ChoosingContext) {
    this.#context = context;
  }

  /** The selection before the press. */
  get before(): ReadonlySet<ShapeId> {
    return this.#before;
  }

  /** True when a drag moves the selection. */
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

  /** Handles a press that did not become a drag. */
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
   * Handles a click on a handle of the selection. The first of two clicks may have put the handle there, so a double
   * click still applies to the shape.
   */
  clickHandle(drag: Drag): void {
    const isDouble = this.#isDouble(drag);
    this.#click = { time: drag.time, at: drag.start };
    const context = this.#context;
    const { hit, around } = this.#pointed = context.at(drag.start, REACH_PX[drag.type] / context.zoom);
    const isOnIt = [...hit, ...around].some(({ id }) => context.selection.has(id));
    if (isDouble && isOnIt && !drag.keys.shift) this.#double(drag);
  }

  /** Restores the selection from before the press. */
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

  /** The next shape below the selected one, or the topmost shape after the lowest. */
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

  /** True inside the box of a selection of several shapes: the box acts as one shape. */
  #isAmongSelected(place: Sample): boolean {
    const { selection, outline } = this.#context;
    return selection.size > 1 && outline !== undefined && isIn(outline, place);
  }
}

function isIn(box: TurnedBox, place: Sample): boolean {
  const { x, y } = toOwn(box, place);
  return x >= 0 && y >= 0 && x <= box.w && y <= box.h;
}
