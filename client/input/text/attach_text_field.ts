import { effect } from "@preact/signals-core";
import { isOnlyText } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { LateCode } from "../../editor/late_code.ts";
import { nameOf } from "../../editor/speech/describe.ts";
import type { Writing } from "../../editor/text/text_editing.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { NOTICES } from "../../messages/en/notices.ts";
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
 * and letters that are typed before the code of the field has loaded must not run commands. It is invisible until then.
 */
class OpenField {
  readonly element = document.createElement("textarea");
  readonly #writing: Writing;
  #field: { close(): void } | undefined;
  #isClosed = false;

  constructor(editor: Editor, writing: Writing, surface: HTMLElement) {
    this.#writing = writing;
    const { element } = this;
    element.setAttribute("aria-label", fieldName(writing.shape));
    element.rows = 1;
    // Phones zoom the page when a field has smaller text.
    element.style.cssText = "position: absolute; opacity: 0; font-size: 16px";
    surface.append(element);
    const opened = element.value = fieldText(writing.text);
    element.focus({ preventScroll: true });
    element.setSelectionRange(opened.length, opened.length);
    TEXT_FIELD.use(
      ({ TextField }) => void (this.#isClosed || (this.#field = new TextField(editor, writing, { element, opened }))),
      () => {
        if (this.#isClosed) return;
        editor.endWriting();
        editor.problem.value = CONTROLS.notLoaded;
      },
    );
  }

  /** Why the user cannot continue to write, for display; undefined while they can. */
  get loss(): string | undefined {
    const { shape } = this.#writing;
    if (shape === undefined) return NOTICES.textDeleted;
    return shape.locked ? NOTICES.textLocked : undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#field?.close();
    this.element.remove();
  }
}

/** Accessible name of the field. A new text shape is added to the board with its first letter. */
function fieldName(shape: Shape | undefined): string {
  return shape === undefined || isOnlyText(shape)
    ? SPEECH.boardText
    : SPEECH.textOf({ kind: nameOf(shape).toLowerCase() });
}
