import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { type KeyPress, matches } from "./chord.ts";
import type { Press } from "./press.ts";

/** The parts of a `KeyboardEvent` that matter. */
export interface KeyEvent extends KeyPress {
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
  preventDefault(): void;
}

/** Where keys are somebody else's: text, and what is open above the board. */
const OWNERS = "textarea, select, [contenteditable], dialog, [role=dialog], [role=menu], [role=listbox], " +
  "input:not([type=radio]):not([type=checkbox]):not([type=range]):not([type=button])";

const MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Alt", "Control", "Meta"]);

/** What Space presses when it has the focus. */
const PRESSABLE = "button, a, input, summary, [role=button]";

/** Keys → commands; Space holds the hand, Escape lets go of what is under way. */
export class Keyboard {
  readonly #editor: Editor;
  readonly #commands: readonly Command[];
  readonly #press: Press;
  readonly #isMac: boolean;

  constructor(editor: Editor, { commands, press, isMac }: {
    commands: readonly Command[];
    press: Press;
    isMac: boolean;
  }) {
    this.#editor = editor;
    this.#commands = commands;
    this.#press = press;
    this.#isMac = isMac;
  }

  down(event: KeyEvent): void {
    if (event.defaultPrevented || event.isComposing || event.key === "Process" || isWithin(event.target, OWNERS)) {
      return;
    }
    if (event.key === " ") return this.#space(event);
    if (event.key === "Escape") return this.#escape(event);
    const command = this.#commands.find(({ keys }) => keys.some((chord) => matches(chord, event, this.#isMac)));
    if (command === undefined) return;
    event.preventDefault();
    if (event.repeat && !command.repeats) return;
    // Undo in the middle of a stroke means that stroke, not the one before.
    if (command.group === "Edit" && this.#press.cancelHeld()) return;
    command.run();
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

  #space(event: KeyEvent): void {
    if (isWithin(event.target, PRESSABLE) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#editor.handHeld.value = true;
  }

  #escape(event: KeyEvent): void {
    if (this.#press.cancelHeld()) return event.preventDefault();
    const { sheetOpen, selection } = this.#editor;
    if (!sheetOpen.peek()) return selection.stepOut() ? event.preventDefault() : undefined;
    event.preventDefault();
    sheetOpen.value = false;
  }
}

/** Duck-typed, so that it can be asked without a DOM. */
function isWithin(target: EventTarget | null, selector: string): boolean {
  const { closest } = (target ?? {}) as Partial<Element>;
  return typeof closest === "function" && closest.call(target, selector) !== null;
}
