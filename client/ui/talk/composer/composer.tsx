import { useSignal } from "@preact/signals";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { isSeen } from "../../../../board/name.ts";
import { TALK_TEXT_MAX } from "../../../../board/talk.ts";
import { type Mention, MENTIONS_MAX } from "../../../../board/talk/mention.ts";
import { TALK } from "../../../messages/en/people/talk.ts";
import { Icon } from "../../controls/icon.tsx";
import { suggested } from "./mentionable.ts";
import { MentionList } from "./mention_list.tsx";
import { TALK_ICONS } from "../talk_icons.ts";

/** The number of characters is shown when this many are left. */
const NEAR_MAX = 200;
/** The height of a field follows its text without any measuring, which would lay out the page at every key. */
const SIZES_ITSELF = CSS.supports("field-sizing", "content");

interface ComposerProps {
  readonly send: (text: string, mentions: readonly Mention[]) => void;
  /** Whom the message can mention. */
  readonly people?: () => readonly Mention[];
  /** Whom the text to begin with mentions. */
  readonly mentions?: readonly Mention[];
  /** The text to begin with, of a message that is edited. */
  readonly text?: string;
  readonly label?: string;
  readonly action?: string;
  /** Called with the text, and those whom it can mention, whenever it changes. */
  readonly typing?: (text: string, mentions: readonly Mention[]) => void;
  /** Takes the focus when it appears; true by default. */
  readonly takesFocus?: boolean;
  /** True while an owner lets the person read only. The field stays: other keys would go to the board. */
  readonly isMuted?: boolean;
}

/** A field for a message. Enter sends it, Shift+Enter begins a line. */
export function Composer(
  {
    send,
    people,
    mentions = [],
    text = "",
    label = TALK.write,
    action = TALK.send,
    typing,
    takesFocus = true,
    isMuted = false,
  }: ComposerProps,
) {
  const typed = useSignal(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const picked = useRef<readonly Mention[]>(mentions);
  const offered = useSignal<ReturnType<typeof suggested>>(undefined);
  const active = useSignal(0);
  useLayoutEffect(() => {
    const area = field.current!;
    if (!takesFocus) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(text.length, text.length);
  }, []);
  useLayoutEffect(() => {
    if (SIZES_ITSELF) return;
    const area = field.current!;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }, [typed.value]);
  const isTooLong = typed.value.length > TALK_TEXT_MAX;
  const canSend = isSeen(typed.value) && !isTooLong && !isMuted;
  const offer = () => {
    const { value, selectionStart } = field.current!;
    active.value = 0;
    offered.value = people && suggested(value, selectionStart, people());
  };
  const pick = (person: Mention) => {
    const area = field.current!;
    const { at } = offered.peek()!;
    area.setRangeText(`@${person.name} `, at, area.selectionStart, "end");
    picked.current = [...picked.current.filter(({ author }) => author !== person.author), person];
    typed.value = area.value;
    typing?.(area.value, picked.current);
    offered.value = undefined;
  };
  /** @returns true for keys of the list */
  const choose = ({ key }: KeyboardEvent): boolean => {
    const now = offered.peek();
    if (now === undefined) return false;
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (step !== 0) active.value = (active.peek() + step + now.people.length) % now.people.length;
    else if (key === "Enter" || key === "Tab") pick(now.people[active.peek()]);
    else if (key === "Escape") offered.value = undefined;
    else return false;
    return true;
  };
  const submit = () => {
    if (!canSend) return;
    send(typed.value, picked.current.filter(({ name }) => typed.value.includes(`@${name}`)).slice(0, MENTIONS_MAX));
    picked.current = [];
    typed.value = "";
    typing?.("", []);
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
      {offered.value && <MentionList id={list} people={offered.value.people} active={active.value} pick={pick} />}
      <textarea
        ref={field}
        class="input"
        rows={1}
        dir="auto"
        aria-label={label}
        placeholder={label}
        aria-invalid={isTooLong}
        readOnly={isMuted}
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          typing?.(currentTarget.value, picked.current);
          offer();
        }}
        aria-autocomplete={people && "list"}
        aria-controls={offered.value && list}
        aria-activedescendant={offered.value && `${list}-${active.value}`}
        onBlur={() => offered.value = undefined}
        onKeyDown={(event) => {
          if (!event.isComposing && choose(event)) {
            event.preventDefault();
            event.stopPropagation();
            return;
          }
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="button composer-send" aria-label={action} data-tip={action} disabled={!canSend}>
        <Icon name={TALK_ICONS.send} />
      </button>
      <p class={isTooLong ? "problem" : "note"} aria-live="polite" aria-atomic>
        {isMuted ? TALK.muted : typed.value.length > TALK_TEXT_MAX - NEAR_MAX &&
          TALK.tooLong({ count: typed.value.length, max: TALK_TEXT_MAX })}
      </p>
    </form>
  );
}
