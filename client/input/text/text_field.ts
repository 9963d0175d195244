import { startOfLetter } from "../../../board/letters.ts";
import type { Editor } from "../../editor/editor.ts";
import { type Replacement, shifted } from "../../editor/text/replacement.ts";
import { replacementBetween } from "../../editor/text/text_difference.ts";
import type { TextNews, Writing } from "../../editor/text/text_editing.ts";
import { isMac } from "../../editor/platform.ts";
import { FieldPlace } from "./field_place.ts";
import { fieldText } from "./field_text.ts";

/** An element that has the focus, and the text that it had when it was opened. */
interface OpenElement {
  readonly element: HTMLTextAreaElement;
  readonly opened: string;
}

/**
 * The text field of the shape that is being edited. It lies exactly over the painted text, so that nothing moves when
 * editing starts or ends. The browser provides carets, selections, input methods, spell checking and on-screen
 * keyboards. Local changes go to the board at once. Remote changes enter the field at once, except while an input
 * method composes: setting the value would abort the composition, so they wait for its end.
 */
export class TextField {
  readonly element: HTMLTextAreaElement;
  readonly #editor: Editor;
  readonly #writing: Writing;
  readonly #place: FieldPlace;
  readonly #ended = new AbortController();
  readonly #stops: (() => void)[] = [];
  /** The content of the field as last synchronised with the board. */
  #shown: string;
  /** Remote replacements that the field does not show yet; each position assumes that the earlier ones are applied. */
  #behind: Replacement[] = [];
  #isComposing = false;
  /** True while a key is about to move the caret. */
  #isWalking = false;
  #isClosed = false;

  constructor(editor: Editor, writing: Writing, { element, opened }: OpenElement) {
    this.element = element;
    this.#editor = editor;
    this.#writing = writing;
    this.#shown = opened;
    this.#place = new FieldPlace(element, editor, writing);
    this.#listen();
    this.#stops.push(writing.onNews((news) => this.#hear(news)));
    this.#catchUpSince(opened);
    this.#report();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#ended.abort();
    for (const stop of this.#stops.splice(0)) stop();
    this.#place.close();
  }

  #listen(): void {
    const { signal } = this.#ended;
    const on = <K extends keyof HTMLElementEventMap>(type: K, listen: (event: HTMLElementEventMap[K]) => void) =>
      this.element.addEventListener(type, listen, { signal });
    on("input", (event) => this.#read(event.timeStamp));
    on("compositionstart", () => void (this.#isComposing = true));
    on("compositionend", (event) => {
      this.#isComposing = false;
      this.#read(event.timeStamp);
      this.#catchUp();
    });
    on("beforeinput", (event) => {
      const step = STEPS.get((event as InputEvent).inputType);
      if (step === undefined) return;
      event.preventDefault();
      this.#editor.history[step]();
    });
    on("keydown", (event) => {
      this.#isWalking = WALKS.has(event.key);
      this.#key(event);
    });
    on("blur", (event) => {
      // Switching to another window or to a button does not end editing.
      if (document.hasFocus() && event.relatedTarget === null) this.#editor.endWriting();
    });
    document.addEventListener("selectionchange", () => {
      this.#report();
      if (this.#isWalking) this.#place.reveal();
      this.#isWalking = false;
    }, { signal });
    // Prevents scrolling inside the field, which already shows all of its text.
    on("scroll", () => this.element.scrollTo(0, 0));
    // Pointer events in the field concern its text, not the board.
    for (const type of ["pointerdown", "mousedown", "dblclick", "touchmove", "contextmenu"] as const) {
      on(type, (event) => event.stopPropagation());
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.key === "Process") return;
    const mod = isMac() ? event.metaKey : event.ctrlKey;
    const key = event.key.toLowerCase();
    const isRedo = key === "z" && event.shiftKey || key === "y" && !isMac();
    if (!mod || key !== "z" && !isRedo) return;
    event.preventDefault();
    event.stopPropagation();
    this.#editor.history[isRedo ? "redo" : "undo"]();
  }

  /** Sends the user's change of the field to the board. */
  #read(time: number): void {
    const now = this.element.value;
    // Some systems insert an emoji as two surrogates; wait for the second.
    if (isHalf(now.charCodeAt(this.element.selectionStart - 1))) return;
    const typed = replacementBetween(this.#shown, now, this.element.selectionStart);
    if (typed === undefined) return;
    this.#shown = now;
    let mine = typed;
    this.#behind = this.#behind.map((theirs) => {
      const [from, to] = [theirs.at, theirs.at + theirs.removed].map((place) => shifted(place, mine));
      const moved = { ...theirs, at: from, removed: to - from };
      mine = moveOver(mine, theirs);
      return moved;
    });
    this.#writing.replace(mine, time);
    this.#report();
    // The board rejects text above the limit; show what it took.
    if (!this.#isComposing && fieldText(this.#writing.text) !== now) this.#show(this.#writing.text);
    this.#place.reveal();
  }

  #hear({ replacements, isUndo }: TextNews): void {
    this.#behind.push(...replacements);
    if (isUndo && replacements.length > 0) {
      const { at, inserted } = replacements[replacements.length - 1];
      this.#show(this.#writing.text, at + inserted.length);
    } else if (!this.#isComposing) this.#catchUp();
  }

  /** Exchanges what was typed here and elsewhere since the element was opened. */
  #catchUpSince(opened: string): void {
    const now = fieldText(this.#writing.text);
    const theirs = replacementBetween(opened, now, now.length);
    if (theirs) this.#behind.push(theirs);
    this.#read(performance.now());
    this.#catchUp();
  }

  #catchUp(): void {
    if (this.#behind.length > 0) this.#show(this.#writing.text);
  }

  /** @param caret its new position; otherwise the selection stays around the same letters */
  #show(text: string, caret?: number): void {
    const { element } = this;
    const ends = [element.selectionStart, element.selectionEnd];
    const [start, end] = ends.map((place) => caret ?? this.#behind.reduce(shifted, place));
    const { selectionDirection } = element;
    this.#behind = [];
    const now = element.value = this.#shown = fieldText(text);
    element.setSelectionRange(startOfLetter(now, start), startOfLetter(now, end), selectionDirection);
    this.#report();
  }

  #report(): void {
    const { element } = this;
    if (document.activeElement !== element || this.#behind.length > 0) return;
    const { selectionStart: start, selectionEnd: end, selectionDirection } = element;
    if (selectionDirection === "backward") this.#writing.select(end, start);
    else this.#writing.select(start, end);
  }
}

const WALKS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"]);

const STEPS: ReadonlyMap<string, "undo" | "redo"> = new Map([["historyUndo", "undo"], ["historyRedo", "redo"]]);

/** True for the first half of a surrogate pair. */
function isHalf(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function moveOver({ at, removed, inserted }: Replacement, theirs: Replacement): Replacement {
  const from = shifted(at, theirs);
  return { at: from, removed: shifted(at + removed, theirs) - from, inserted };
}
