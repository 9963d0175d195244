import { useSignal } from "@preact/signals";
import { NAME_MAX } from "../../../board/limits.ts";
import { renameBoard } from "../../editor/board_title.ts";
import type { Editor } from "../../editor/editor.ts";
import { focusBoard } from "../page/page_parts.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

/** The title of the board, edited in place. Enter and blur save it, Escape discards the change. */
export function BoardTitle({ editor }: { editor: Editor }) {
  /** The text being typed; undefined while the field is not edited. */
  const typed = useSignal<string | undefined>(undefined);
  const title = editor.title.value;
  if (!editor.canDraw.value) return title === "" ? null : <span class="board-title" title={title}>{title}</span>;
  const shown = typed.value ?? title;
  const save = () => {
    if (typed.peek() !== undefined) renameBoard(editor, typed.peek()!);
    typed.value = undefined;
  };
  const end = (event: KeyboardEvent) => {
    if (event.isComposing || event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") typed.value = undefined;
    save();
    focusBoard();
  };
  return (
    <label class="board-title" data-text={shown || INTERFACE.untitled} data-tip={INTERFACE.renameBoard}>
      <input
        aria-label={INTERFACE.boardTitle}
        value={shown}
        placeholder={INTERFACE.untitled}
        maxLength={NAME_MAX}
        size={1}
        autocomplete="off"
        spellcheck={false}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onInput={({ currentTarget }) => typed.value = currentTarget.value}
        onKeyDown={end}
        onBlur={save}
      />
    </label>
  );
}

/** Puts the focus into the field for the title. */
export function focusTitle(): void {
  document.querySelector<HTMLElement>(".board-title input")?.focus();
}
