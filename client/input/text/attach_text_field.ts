import { effect } from "@preact/signals-core";
import { isOnlyText } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { isMac } from "../../editor/platform.ts";
import { chainNote } from "../../editor/selection/note_chain.ts";
import { LateCode } from "../../editor/late_code.ts";
import { nameOf } from "../../editor/speech/describe.ts";
import type { Writing } from "../../editor/text/text_editing.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { EDITING } from "../../messages/en/editing/editing.ts";
import { SPEECH } from "../../messages/en/speech.ts";
import { fieldText } from "./field_text.ts";
import { ignoreTyping } from "./ignore_typing.ts";

export const TEXT_FIELD = new LateCode(() => import("./text_field.ts"));

/** Shows the text field while a shape's text is being edited. */
export function attachTextField(editor: Editor, surface: HTMLElement): { close(): void } {
  let field: OpenField | undefined;
  const stop = effect(() => {
    const writing = editor.writing.value;
    const hadFocus = document.activeElement === field?.element;
    const loss = field?.loss;
    field?.close();
    field = writing && new OpenField(editor, writing, surface);
    // Move the keyboard focus to the board instead of the start of the page.
    if (!hadFocus || field) return;
    surface.focus({ preventScroll: true });
    if (loss) ignoreTyping(performance.now(), () => editor.done.value = loss);
  });
  return {
    close() {
      stop();
      field?.close();
    },
  };
}

/**
 * The element of the text field. It takes the focus at once: phones show the keyboard only during the handling of a tap,
 * and letters that are typed before the code of the field has loaded must not run commands. Until then it is invisible,
 * and letters typed at its end go to the board.
 */
class OpenField {
  readonly element = document.createElement("textarea");
  readonly #writing: Writing;
  readonly #waiting = new AbortController();
  /** The text of the element as the board has it. */
  #opened: string;
  #field: { close(): void } | undefined;

  constructor(editor: Editor, writing: Writing, surface: HTMLElement) {
    this.#writing = writing;
    const { element } = this;
    const { signal } = this.#waiting;
    element.setAttribute("aria-label", fieldName(writing.shape));
    element.rows = 1;
    // Phones zoom the page when a field has smaller text.
    element.style.cssText = "position: absolute; opacity: 0; font-size: 16px";
    surface.append(element);
    this.#opened = element.value = fieldText(writing.text);
    element.focus({ preventScroll: true });
    element.setSelectionRange(element.value.length, element.value.length);
    element.addEventListener("input", ({ timeStamp }) => this.#append(timeStamp), { signal });
    element.addEventListener("keydown", (event) => this.#end(event, editor));
    void TEXT_FIELD.use(
      ({ TextField }) => {
        if (signal.aborted) return;
        this.#waiting.abort();
        this.#field = new TextField(editor, writing, { element, opened: this.#opened });
      },
      () => {
        if (signal.aborted) return;
        editor.endWriting();
        editor.problem.value = CONTROLS.notLoaded;
      },
    );
  }

  /** Why the user cannot continue to write, for display; undefined while they can. */
  get loss(): string | undefined {
    const { shape } = this.#writing;
    if (shape === undefined) return EDITING.textDeleted;
    return shape.locked ? EDITING.textLocked : undefined;
  }

  close(): void {
    this.#waiting.abort();
    this.#field?.close();
    this.element.remove();
  }

  /** Escape ends editing. Tab and Mod+Enter continue in the next note; in other shapes they end it, too. */
  #end(event: KeyboardEvent, editor: Editor): void {
    const { key, isComposing } = event;
    const goesOn = key === "Tab" || key === "Enter" && (isMac() ? event.metaKey : event.ctrlKey);
    if (isComposing || key !== "Escape" && !goesOn) return;
    event.preventDefault();
    event.stopPropagation();
    const { shape } = this.#writing;
    if (goesOn && shape?.kind === "note") chainNote(editor, shape, "right");
    else editor.endWriting();
  }

  /** Other changes, and halves of letters, wait for the code. */
  #append(time: number): void {
    const { value } = this.element;
    if (!value.startsWith(this.#opened) || !value.isWellFormed()) return;
    const inserted = value.slice(this.#opened.length);
    this.#opened = value;
    this.#writing.replace({ at: this.#writing.text.length, removed: 0, inserted }, time);
  }
}

/** Accessible name of the field. A new text shape is added to the board with its first letter. */
function fieldName(shape: Shape | undefined): string {
  return shape === undefined || isOnlyText(shape)
    ? SPEECH.boardText
    : SPEECH.textOf({ kind: nameOf(shape).toLowerCase() });
}
