import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import { type KeyPress, matches } from "./chord.ts";
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
    if (event.defaultPrevented || event.isComposing || event.key === "Process" || isTypedIn(event.target)) {
      return;
    }
    if (event.key === " ") return this.#space(event);
    if (event.key === "Escape") return this.#escape(event);
    const command = this.#commands.find(({ keys, applies }) =>
      keys.some((chord) => matches(chord, event, this.#isMac)) && (applies?.() ?? true)
    );
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
    if (!this.#editor.sheetOpen.peek()) return;
    event.preventDefault();
    this.#editor.sheetOpen.value = false;
  }
}
