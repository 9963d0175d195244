import { useLayoutEffect, useRef } from "preact/hooks";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import { START } from "../../messages/en/start.ts";
import { focusField } from "../controls/focus/focus_inside.ts";

interface TitleFormProps {
  readonly label: string;
  readonly title: string;
  readonly isBusy: boolean;
  readonly save: (title: string) => void;
  readonly close: () => void;
}

/** Renames a board in the list. Enter saves the title, Escape discards it. */
export function TitleForm({ label, title, isBusy, save, close }: TitleFormProps) {
  const form = useRef<HTMLFormElement>(null), field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => focusField(field.current!, form.current!), []);
  const submit = (event: Event) => {
    event.preventDefault();
    const next = readName(field.current!.value);
    if (next === title) close();
    else save(next);
  };
  return (
    <form
      ref={form}
      class="visit-form"
      tabIndex={-1}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.isComposing) close();
      }}
    >
      <input
        ref={field}
        class="input"
        aria-label={label}
        defaultValue={title}
        maxLength={NAME_MAX}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="done"
        readOnly={isBusy}
      />
      <div class="visit-choices">
        <button type="submit" class="primary">{isBusy ? START.saving : START.rename}</button>
        <button type="button" class="secondary" onClick={close}>{START.cancel}</button>
      </div>
    </form>
  );
}
