import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { type KeyPress, matches } from "./chord.ts";
import { isMaker } from "../tools/tool_registry.ts";
import { isTypedIn, isWithin } from "./key_owners.ts";
import type { Press } from "./press.ts";

/** The used part of `KeyboardEvent`. */
export interface KeyEvent extends KeyPress {
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
  preventDefault(): void;
}

const MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Alt", "Control", "Meta"]);

/** Controls that handle Space, Enter or arrow keys when they have the focus. */
const PRESSABLE = "button, a, input, summary, [role=button]";

/** On the board, Tab moves between shapes; elsewhere it moves between controls. */
const BOARD = "#canvas";

/** Matches when an element of the page has the focus. */
const WITHIN_PAGE = "body *";

/** Runs commands for keys. Space activates the hand, Escape cancels the gesture in progress. */
export class Keyboard {
  readonly #editor: Editor;
  #commands: readonly Command[] | undefined;
  /** Keys that were pressed before the commands arrived. */
  readonly #early: KeyEvent[] = [];
  readonly #press: Press;
  readonly #isMac: boolean;

  constructor(editor: Editor, { press, isMac }: { press: Press; isMac: boolean }) {
    this.#editor = editor;
    this.#press = press;
    this.#isMac = isMac;
  }

  /** Sets the commands and runs those for keys that were pressed earlier. */
  learn(commands: readonly Command[]): void {
    this.#commands = commands;
    for (const event of this.#early.splice(0)) this.#run(event, commands);
  }

  down(event: KeyEvent): void {
    const isUnfinished = event.isComposing || event.key === "Process" || MODIFIERS.has(event.key);
    if (event.defaultPrevented || isUnfinished || isTypedIn(event.target)) return;
    if (!isOfControl(event) && !/^F\d/.test(event.key) && this.#editor.waiting.takes(() => repeatKey(event))) {
      return event.preventDefault();
    }
    if (event.key === " ") return this.#space(event);
    if (event.key === "Escape") return this.#escape(event);
    // Keys that are typed while a dialog loads belong to the dialog.
    if (this.#editor.dialog.peek() !== undefined && !event.ctrlKey && !event.metaKey && event.key !== "?") return;
    if (isOfControl(event) || isLetter(event) && !this.#editor.settings.peek().hasLetterKeys) return;
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

  /** Updates the gesture at once when Shift, Alt or Mod changes, not only at the next move. */
  modify(event: KeyPress): void {
    if (!MODIFIERS.has(event.key) || this.#press.isIdle) return;
    const { shiftKey: shift, altKey: alt, metaKey, ctrlKey } = event;
    this.#press.repeat({ shift, alt, mod: this.#isMac ? metaKey : ctrlKey });
  }

  /** After the window loses focus, key releases are not reported. */
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
    // Undo during a stroke cancels that stroke, not the one before.
    const isMeant = endsGesture === "dropped" && !event.repeat && this.#press.cancelHeld();
    if (command.isNative && !isMeant) return;
    event.preventDefault();
    if (isMeant || (event.repeat && !command.repeats)) return;
    if (endsGesture === "kept") this.#press.finishHeld();
    // A line drawn by clicks becomes a separate undo step.
    if (endsGesture) this.#press.finishOpen();
    command.run();
    // Keep the held shapes under the pointer after the view moved.
    this.#press.repeat();
  }

  #space(event: KeyEvent): void {
    if (isWithin(event.target, PRESSABLE) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#editor.handHeld.value = true;
  }

  /** Goes one step back with each press: gesture, open line, dialog or panel, selection, zen mode, tool. */
  #escape(event: KeyEvent): void {
    const { dialog, panel, selection, tool, zen } = this.#editor;
    if (this.#press.cancelHeld() || this.#press.finishOpen()) return event.preventDefault();
    if (dialog.peek() !== undefined) dialog.value = undefined;
    else if (panel.peek() !== undefined) panel.value = undefined;
    else if (selection.ids.peek().size > 0) selection.stepOut();
    else if (zen.peek()) zen.value = false;
    else if (isMaker(tool.peek()) || ["comment", "laser"].includes(tool.peek())) tool.value = "select";
    else return;
    event.preventDefault();
  }
}

/** Keys that the browser does not use on a board, so that they can be queued. */
function isForBoard({ key, ctrlKey, metaKey, altKey }: KeyEvent): boolean {
  if (ctrlKey || metaKey) return key.toLowerCase() === "z";
  return key.length === 1 && !altKey;
}

/** A key that types a character. */
function isLetter({ key, ctrlKey, metaKey, altKey }: KeyEvent): boolean {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
}

/** Keys that the focused control handles. */
function isOfControl({ key, target }: KeyEvent): boolean {
  if (key === "Tab") return !isWithin(target, BOARD);
  return (key === "Enter" || key.startsWith("Arrow")) && isWithin(target, PRESSABLE);
}

/** Gives a key that has waited to what has the focus now, as the field of a panel that has opened. */
function repeatKey(event: KeyEvent): void {
  const target = document.activeElement ?? document.body;
  const isUnused = target.dispatchEvent(new KeyboardEvent("keydown", event));
  if (!isUnused || !isTypedIn(target)) return;
  if (isLetter(event)) document.execCommand("insertText", false, event.key);
  else if (event.key === "Backspace") document.execCommand("delete");
}
