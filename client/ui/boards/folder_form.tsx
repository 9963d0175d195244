import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { focusMenu } from "../start/visit_card.tsx";
import { focusField } from "../controls/focus/focus_inside.ts";

interface FolderFormProps {
  readonly folder: string;
  readonly folders: readonly string[];
  readonly save: (folder: string) => void;
  readonly close: () => void;
}

/** Puts a board into a folder, which exists as long as a board is in it. */
export function FolderForm({ folder, folders, save, close }: FolderFormProps) {
  const form = useRef<HTMLFormElement>(null), field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const card = form.current!.closest("li");
    const stop = focusField(field.current!, form.current!);
    return () => {
      stop();
      if (card) focusMenu(card);
    };
  }, []);
  return (
    <form
      ref={form}
      class="visit-form"
      tabIndex={-1}
      onSubmit={(event) => {
        event.preventDefault();
        save(readName(field.current!.value));
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.isComposing) close();
      }}
    >
      <label class="field-label" for={id}>{BOARDS.folder}</label>
      <input
        ref={field}
        id={id}
        class="input"
        defaultValue={folder}
        list={`${id}l`}
        maxLength={NAME_MAX}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="done"
        aria-describedby={`${id}h`}
      />
      <datalist id={`${id}l`}>{folders.map((name) => <option key={name} value={name} />)}</datalist>
      <p class="note" id={`${id}h`}>{BOARDS.folderHint}</p>
      <div class="visit-choices">
        <button type="submit" class="primary">{BOARDS.save}</button>
        <button type="button" class="secondary" onClick={close}>{BOARDS.cancel}</button>
      </div>
    </form>
  );
}
