import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { TALK_TEXT_MAX } from "../../../board/talk.ts";
import { TALK } from "../../messages/en/people/talk.ts";
import { Icon } from "../controls/icon.tsx";
import { TALK_ICONS } from "./talk_icons.ts";

/** The number of characters is shown when this many are left. */
const NEAR_MAX = 200;

interface ComposerProps {
  readonly send: (text: string) => void;
  /** The text to begin with, of a message that is edited. */
  readonly text?: string;
  readonly label?: string;
  readonly action?: string;
  /** Called with the text whenever it changes. */
  readonly typing?: (text: string) => void;
  /** Takes the focus when it appears; true by default. */
  readonly takesFocus?: boolean;
}

/** A field for a message. Enter sends it, Shift+Enter begins a line. */
export function Composer(
  { send, text = "", label = TALK.write, action = TALK.send, typing, takesFocus = true }: ComposerProps,
) {
  const typed = useSignal(text);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const area = field.current!;
    if (!takesFocus) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(text.length, text.length);
  }, []);
  // For browsers without `field-sizing`.
  useLayoutEffect(() => {
    const area = field.current!;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [typed.value]);
  const isTooLong = typed.value.length > TALK_TEXT_MAX;
  const canSend = typed.value.trim() !== "" && !isTooLong;
  const submit = () => {
    if (!canSend) return;
    send(typed.value);
    typed.value = "";
    typing?.("");
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
        field.current?.focus();
      }}
    >
      <textarea
        ref={field}
        class="input"
        rows={1}
        dir="auto"
        aria-label={label}
        placeholder={label}
        aria-invalid={isTooLong}
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          typing?.(currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="button composer-send" aria-label={action} data-tip={action} disabled={!canSend}>
        <Icon name={TALK_ICONS.send} />
      </button>
      {typed.value.length > TALK_TEXT_MAX - NEAR_MAX && (
        <p class={isTooLong ? "problem" : "note"} role="status">
          {TALK.tooLong({ count: typed.value.length, max: TALK_TEXT_MAX })}
        </p>
      )}
    </form>
  );
}
