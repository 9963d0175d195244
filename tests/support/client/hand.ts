import type { Shape } from "../../../board/shape.ts";
import type { Modifiers, ToolPointer } from "../../../client/tools/tool.ts";
import { Board } from "../../../board/document.ts";
import { Desk } from "./editors.ts";
import { pointerAt } from "./tools.ts";

type Point = readonly [x: number, y: number];
type Keys = Partial<Modifiers>;

/** A user with the select tool on a board; viewport and board are equal. Each press advances the clock by a second. */
export class Hand {
  readonly desk: Desk;
  readonly board: Board;
  readonly #type: ToolPointer["type"];
  #time = 0;

  constructor(shapes: readonly Shape[], type: ToolPointer["type"] = "mouse") {
    this.board = new Board();
    for (const shape of shapes) this.board.add(shape);
    this.desk = new Desk(this.board);
    this.#type = type;
  }

  get selected(): string[] {
    return [...this.desk.editor.selection.ids.value].sort();
  }

  shape<S extends Shape>(id: string): S {
    return this.desk.editor.shapes.get(id) as S;
  }

  /** Presses without releasing. */
  press([from, ...on]: readonly Point[], keys: Keys = {}): this {
    const { select } = this.desk.tools;
    this.#time += 1_000;
    select.down(this.#pointer(from, keys));
    for (const point of on) select.move(this.#pointer(point, keys));
    return this;
  }

  drag(points: readonly Point[], keys: Keys = {}): this {
    this.press(points, keys);
    this.desk.tools.select.up(this.#pointer(points[points.length - 1], keys));
    return this;
  }

  click(point: Point, keys: Keys = {}): this {
    return this.drag([point], keys);
  }

  /** The second click of a double click. */
  clickAgain(point: Point): this {
    this.#time -= 900;
    return this.click(point);
  }

  undo(): void {
    this.desk.editor.history.undo();
  }

  /** Number of undo steps. */
  get steps(): number {
    let steps = 0;
    const { history } = this.desk.editor;
    for (; history.canUndo.value; steps++) history.undo();
    for (let i = 0; i < steps; i++) history.redo();
    return steps;
  }

  #pointer(point: Point, keys: Keys): ToolPointer {
    const all = { shift: false, alt: false, mod: true, ...keys };
    return pointerAt([point], { type: this.#type, time: this.#time, keys: all });
  }
}
