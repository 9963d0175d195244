import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { type KeyPress, matches } from "./chord.ts";
import { isMaker } from "./placing.ts";
import { isTypedIn, isWithin } from "./owners.ts";
import type { Press } from "./press.ts";

/** The parts of a `KeyboardEvent` that matter. */
export interface KeyEvent extends KeyPress {
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
  preventDefault(): void;
}

const MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Alt", "Control", "Meta"]);

/** What Space and Enter press, and arrow keys may move within, when it has the focus. */
const PRESSABLE = "button, a, input, summary, [role=button]";

/** The board itself: Tab moves on it from shape to shape, and elsewhere from control to control. */
const BOARD = "#canvas";

/** Something on the page has the focus. */
const WITHIN_PAGE = "body *";

/** Keys → commands; Space holds the hand, Escape lets go of what is under way. */
export class Keyboard {
  readonly #editor: Editor;
  #commands: readonly Command[] | undefined;
  /** Pressed before there were commands. */
  readonly #early: KeyEvent[] = [];
  readonly #press: Press;
  readonly #isMac: boolean;

  constructor(editor: Editor, { press, isMac }: { press: Press; isMac: boolean }) {
    this.#editor = editor;
    this.#press = press;
    this.#isMac = isMac;
  }

  /** The commands have come: what was pressed before takes effect now. */
  learn(commands: readonly Command[]): void {
    this.#commands = commands;
    for (const event of this.#early.splice(0)) this.#run(event, commands);
  }

  down(event: KeyEvent): void {
    if (event.defaultPrevented || event.isComposing || event.key === "Process" || isTypedIn(event.target)) {
      return;
    }
    if (event.key === " ") return this.#space(event);
    if (event.key === "Escape") return this.#escape(event);
    // What is typed while a dialog is being loaded is meant for it.
    if (this.#editor.dialog.peek() !== undefined && !event.ctrlKey && !event.metaKey && event.key !== "?") return;
    if (isOfControl(event)) return;
    if (event.key === "Enter" && this.#press.finishOpen()) return event.preventDefault();
    if (this.#commands) this.#run(event, this.#commands);
    else if (isForBoard(event)) {
      event.preventDefault();
      this.#early.push(event);
    }
  }

  up({ key }: Pick<KeyEvent, "key">): void {
    if (key === " ") this.#editor.handHeld.value = false;
  }

  /** Shift, Alt or Mod was pressed or let go of: what is held answers at once, not only when it is moved. */
  modify(event: KeyPress): void {
    if (!MODIFIERS.has(event.key) || this.#press.isIdle) return;
    const { shiftKey: shift, altKey: alt, metaKey, ctrlKey } = event;
    this.#press.repeat({ shift, alt, mod: this.#isMac ? metaKey : ctrlKey });
  }

  /** The window lost the focus: what is let go of now is not heard. */
  blur(): void {
    this.#editor.handHeld.value = false;
  }

  #run(event: KeyEvent, commands: readonly Command[]): void {
    const isElsewhere = (event.ctrlKey || event.metaKey) && isWithin(event.target, WITHIN_PAGE) &&
      !isWithin(event.target, BOARD);
    const command = commands.find(({ keys, applies, isOnlyOnBoard }) =>
      keys.some((chord) => matches(chord, event, this.#isMac)) && (applies?.() ?? true) &&
      !(isOnlyOnBoard && isElsewhere)
    );
    if (command === undefined) return;
    const { endsGesture } = command;
    // Undo in the middle of a stroke means that stroke, not the one before.
    const isMeant = endsGesture === "dropped" && !event.repeat && this.#press.cancelHeld();
    if (command.isNative && !isMeant) return;
    event.preventDefault();
    if (isMeant || (event.repeat && !command.repeats)) return;
    if (endsGesture === "kept") this.#press.finishHeld();
    // What is drawn from click to click is a step of its own: to be taken back, and to be had again.
    if (endsGesture) this.#press.finishOpen();
    command.run();
    // What is under the hand stays there when the view moves.
    this.#press.repeat();
  }

  #space(event: KeyEvent): void {
    if (isWithin(event.target, PRESSABLE) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#editor.handHeld.value = true;
  }

  /** Each time one step back: what is under way, what is open, what is selected; then the tools have the focus. */
  #escape(event: KeyEvent): void {
    const { dialog, panel, selection, tool, zen } = this.#editor;
    if (this.#press.cancelHeld() || this.#press.finishOpen()) return event.preventDefault();
    if (dialog.peek() !== undefined) dialog.value = undefined;
    else if (panel.peek() !== undefined) panel.value = undefined;
    else if (selection.ids.peek().size > 0) selection.stepOut();
    else if (zen.peek()) zen.value = false;
    else if (isMaker(tool.peek())) tool.value = "select";
    else return;
    event.preventDefault();
  }
}

/** A key that the browser does nothing with on a board: nobody misses it there if it is kept for later. */
function isForBoard({ key, ctrlKey, metaKey, altKey }: KeyEvent): boolean {
  if (ctrlKey || metaKey) return key.toLowerCase() === "z";
  return key.length === 1 && !altKey;
}

/** A key that the control which has the focus knows what to do with. */
function isOfControl({ key, target }: KeyEvent): boolean {
  if (key === "Tab") return !isWithin(target, BOARD);
  return (key === "Enter" || key.startsWith("Arrow")) && isWithin(target, PRESSABLE);
}
