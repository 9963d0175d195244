import { effect, untracked } from "@preact/signals-core";
import { Board } from "../../../../board/document.ts";
import { shapeIds } from "../../../../board/id.ts";
import type { Typing } from "../../../../board/wire/presence.ts";
import type { Shape } from "../../../../board/shape.ts";
import type { Command } from "../../../../client/editor/command.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { formCommands } from "../../../../client/editor/commands/form_commands.ts";
import type { Editor } from "../../../../client/editor/editor.ts";
import { encloses } from "../../../../client/editor/selection/hit_area.ts";
import { Keyboard } from "../../../../client/input/keyboard.ts";
import type { CardColumn } from "../../../../client/out/cards/card_column.ts";
import { placingCommand } from "../../../../client/input/placing.ts";
import { Press, type Touchpoint } from "../../../../client/input/press.ts";
import type { Modifiers, Sample, ToolName, ToolPointer } from "../../../../client/tools/tool.ts";
import { PageLinks } from "../../../../client/ui/links/page_links.ts";
import { placeCommands } from "../../../../client/ui/links/place_commands.ts";
import { Desk } from "../../../support/client/editors.ts";
import type { Random } from "../../../support/random.ts";
import { watchOwnWork } from "./own_work.ts";
import { TypedField } from "./typed_field.ts";

export type Point = readonly [x: number, y: number];

/** How a press ends: usually by lifting; otherwise as browsers, systems and Escape end it. */
export type Ending = "up" | "cancel" | "lose" | "escape";

export interface DragOptions {
  readonly keys?: Modifiers;
  readonly ending?: Ending;
}

const NO_KEYS: Modifiers = { shift: false, alt: false, mod: false };
const DONE = () => Promise.resolve();

/**
 * One person with a complete editor, assembled as on the page: tools, all commands and a text field. All randomness
 * comes from `random`, so that a run can be repeated.
 */
export class Person {
  readonly desk: Desk;
  readonly press: Press;
  readonly commands: readonly Command[];
  readonly random: Random;
  /** Called in the middle of a gesture, so that others can act meanwhile. */
  between: () => void = () => {};
  /** The caret as sent to others. */
  typing: Typing | undefined;
  /** The content copied last. */
  clip = { text: "", html: "" };
  /** Cards that may wait for their titles. */
  cards: { readonly column: CardColumn; readonly count: number } | undefined;
  #field: TypedField | undefined;
  #time = 0;
  #letters = 0;
  readonly #firstLetter: number;
  readonly #device: ToolPointer["type"];
  readonly #keyboard: Keyboard;
  readonly #stops: (() => void)[];

  /** @param firstLetter code point of the first letter typed */
  constructor(random: Random, firstLetter: number) {
    this.random = random;
    this.#firstLetter = firstLetter;
    this.#device = random.pick(["mouse", "mouse", "pen", "touch"]);
    const board = new Board();
    this.desk = new Desk(board);
    this.reconnect();
    watchOwnWork(board);
    const { editor, tools } = this.desk;
    Object.assign(editor, { newShapeId: shapeIds((bytes) => bytes.map(() => random.below(256))) });
    editor.role.value = "editor";
    editor.tool.value = "select";
    editor.fingers.isPossible.value = true;
    editor.outbox = {
      tell: () => {},
      pointAt: () => {},
      hold: () => {},
      talk: () => {},
      together: () => {},
      myId: () => 0,
      typeAt: (typing) => void (this.typing = typing),
    };
    const preview = () => Promise.reject(new Error("A preview has no picture here."));
    const make = preview;
    editor.outlet = () =>
      Promise.resolve({
        save: DONE,
        make,
        copy: DONE,
        preview,
        open: DONE,
        openFile: DONE,
        pasteDrawing: DONE,
        dropSvg: DONE,
        print: DONE,
      });
    editor.images = () =>
      Promise.resolve({
        add: DONE,
        take: () => Promise.resolve({ taken: [], send() {} }),
        addPdfs: DONE,
        pageLinks: () => Promise.resolve(undefined),
        pageText: () => Promise.resolve(undefined),
        choose: DONE,
        replace: DONE,
        showWhole() {},
        keep: DONE,
        copied() {},
        bring: DONE,
        bytes: () => Promise.resolve(undefined),
        decoded: preview,
        retry() {},
        cancel() {},
      });
    this.press = new Press({
      camera: editor.camera,
      tools,
      activeTool: () => editor.activeTool.peek(),
      canDraw: () => editor.canDraw.peek(),
      rightPans: () => false,
      fingers: editor.fingers,
    });
    const place = { links: new PageLinks("slug", { links: {}, made: [] }), origin: "http://board", copy: DONE };
    this.commands = [
      ...commandsFor(editor),
      placingCommand(editor, tools),
      ...formCommands(editor),
      ...placeCommands(editor, place),
    ];
    this.#keyboard = new Keyboard(editor, { press: this.press, isMac: false });
    this.#keyboard.learn(this.commands);
    this.#stops = [this.#followTool(), this.#followWriting()];
  }

  get editor(): Editor {
    return this.desk.editor;
  }

  get board(): Board {
    return this.desk.editor.board;
  }

  /** The text field, while a text is being edited. */
  get field(): TypedField | undefined {
    return this.#field;
  }

  /** In the same order in every run of a seed. */
  get shapes(): Shape[] {
    return [...this.editor.shapes.all()].sort((a, b) => a.id < b.id ? -1 : 1);
  }

  /** A letter that nobody else types. */
  newLetter(): string {
    return String.fromCodePoint(this.#firstLetter + this.#letters++);
  }

  /** Simulates a lost connection: later changes have another client id. */
  reconnect(): void {
    this.board.doc.clientID = 1 + this.random.below(2 ** 31);
  }

  /** Advances the time; a pause starts a new undo step. @returns ms */
  later(ms: number): number {
    return this.#time += ms;
  }

  /** Runs a command as the keyboard does: a gesture in progress comes first. */
  run(command: Command): void {
    if (command.group === "Edit" && this.press.cancelHeld()) return;
    if (command.endsGesture) this.press.finishOpen();
    command.run();
  }

  take(tool: ToolName): void {
    this.editor.tool.value = tool;
  }

  drag([from, ...on]: readonly Point[], { keys = NO_KEYS, ending = "up" }: DragOptions = {}): void {
    if (this.#isHeldByField(from)) return;
    this.later(200);
    this.press.hover(this.#pointer(from, keys));
    this.press.down(this.#pointer(from, keys));
    for (const point of on) {
      this.between();
      this.press.move(this.#pointer(point, keys));
    }
    this.between();
    const last = this.#pointer(on.at(-1) ?? from, keys);
    if (ending === "up") this.press.up(last);
    else if (ending === "escape") this.escape();
    else this.press[ending](last.id, last.time);
  }

  escape(): void {
    const { ctrlKey, metaKey, shiftKey, altKey } = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
    this.#keyboard.down({
      key: "Escape",
      code: "Escape",
      repeat: false,
      isComposing: false,
      defaultPrevented: false,
      target: null,
      preventDefault() {},
      ctrlKey,
      metaKey,
      shiftKey,
      altKey,
    });
  }

  /** Ends everything in progress, as leaving the page does. */
  settle(): void {
    this.press.finish();
    this.press.leave();
    this.editor.endWriting();
    this.editor.naming.value = undefined;
  }

  close(): void {
    this.settle();
    for (const stop of this.#stops) stop();
    this.editor.close();
  }

  /** A press in the open text moves the caret; a press elsewhere ends editing. */
  #isHeldByField([x, y]: Point): boolean {
    const shape = this.editor.writing.peek()?.shape;
    if (shape === undefined) return false;
    if (encloses(shape, { x, y })) return true;
    this.editor.endWriting();
    return false;
  }

  #pointer([x, y]: Point, keys: Modifiers): Touchpoint {
    const { camera } = this.editor;
    const type = this.#device;
    const sample: Sample = {
      x,
      y,
      viewX: (x - camera.x) * camera.zoom,
      viewY: (y - camera.y) * camera.zoom,
      pressure: type === "pen" ? 0.25 + this.random.below(50) / 100 : 0.5,
    };
    return { id: 1, type, time: this.later(20), samples: [sample], keys, button: 0, buttons: 1 };
  }

  /** Same as in `attachInput`. */
  #followTool(): () => void {
    const { editor: { tool }, tools } = this.desk;
    let inHand = tool.peek();
    return effect(() => {
      const before = inHand, now = inHand = tool.value;
      if (before === now) return;
      untracked(() => tools[before].finish());
      tool.value = now;
    });
  }

  #followWriting(): () => void {
    return effect(() => {
      const writing = this.editor.writing.value;
      this.#field?.close();
      this.#field = writing && untracked(() => new TypedField(writing));
    });
  }
}
