import { type Signal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Theme } from "../../../board/palette.ts";
import type { TalkAction } from "../../../board/talk.ts";
import { saidBy } from "../../../board/talk/imported.ts";
import type { Mention } from "../../../board/talk/mention.ts";
import { TALK } from "../../messages/en/people/talk.ts";
import { shortened } from "../comments/comment_words.ts";
import { focusLater, isFocusLost } from "../controls/focus/focus_later.ts";
import { Icon } from "../controls/icon.tsx";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { Composer } from "./composer/composer.tsx";
import type { TypedWords } from "./composer/typed_words.ts";
import { Face } from "../people/face.tsx";
import { LinkedText } from "./linked_text.tsx";
import { saidTime } from "./said.ts";
import { TALK_ICONS } from "./talk_icons.ts";
import type { Message } from "./message.ts";
import type { TalkPictures } from "./talk_pictures.ts";

/** Messages of one author within this time appear under one name, ms. */
const TOGETHER_MS = 5 * 60_000;
const EMOJI = ["👍", "❤️", "😂", "🎉", "👀", "✅"];

interface MessageItemProps {
  readonly message: Message;
  /** The message above it. */
  readonly before: Message | undefined;
  readonly you: string;
  readonly pictures: TalkPictures;
  readonly theme: Theme;
  readonly canWrite: boolean;
  readonly isOwner: boolean;
  /** True when the person looks for it: it comes into view and takes the focus. */
  readonly isWanted?: boolean;
  /** Whom an edit can mention. */
  readonly people?: () => readonly Mention[];
  /** Keeps an edit that was not saved. */
  readonly typed: TypedWords;
  readonly act: (action: TalkAction) => Promise<boolean>;
}

export function MessageItem(
  { message, before, you, pictures, theme, canWrite, isOwner, isWanted = false, people, typed, act }: MessageItemProps,
) {
  const item = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!isWanted) return;
    item.current!.scrollIntoView({ block: "nearest" });
    item.current!.focus({ preventScroll: true });
  }, [isWanted]);
  const edited = `edit ${message.number}` as const;
  const isEditing = useSignal(typed.get(edited) !== undefined);
  const isReacting = useSignal(false);
  /** What the keyboard comes to when what has it vanishes. */
  const next = useRef<"emoji" | "react" | "edit" | "removed" | undefined>(undefined);
  useLayoutEffect(() => {
    const found = item.current!.querySelector<HTMLElement>(`[data-next="${next.current}"]`);
    if (!found) return;
    next.current = undefined;
    if (isFocusLost()) focusLater(() => found, item.current!.parentElement!);
    else if (item.current!.contains(document.activeElement)) found.focus();
  });
  const turn = (what: Signal<boolean>, to: typeof next.current) => {
    what.value = !what.peek();
    next.current = to;
  };
  const cancel = () => {
    typed.set(edited, { text: "", mentions: [] });
    turn(isEditing, "edit");
  };
  /** A mouse leaves no focus behind, which would keep the buttons over the message. */
  const byKeys = ({ detail }: MouseEvent) => detail === 0;
  const { number, author, text, mentions, imported, isEdited, isRemoved, reactions } = message;
  const isMine = author !== "" && author === you && !imported;
  const { name, at } = saidBy(message);
  const isContinued = before !== undefined && isSameAuthor(before, message) &&
    Math.abs(at - saidBy(before).at) < TOGETHER_MS;
  const toggle = (emoji: string) =>
    void act({ kind: reactions.get(emoji)?.has(you) ? "unreact" : "react", of: number, emoji });
  return (
    <article
      ref={item}
      class={isContinued ? "message is-continued" : "message"}
      tabIndex={isWanted ? -1 : undefined}
      aria-current={isWanted || undefined}
    >
      {!isContinued && (
        <p class="message-head">
          <Face person={{ name, color: "grey", picture: imported ? undefined : pictures.of(author) }} theme={theme} />
          <strong class="name" dir="auto">{isMine ? TALK.you({ name }) : name}</strong>
          <time class="note" dateTime={new Date(at).toISOString()}>{saidTime(message)}</time>
        </p>
      )}
      {isEditing.value
        ? (
          <div
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.preventDefault();
              cancel();
            }}
          >
            <Composer
              text={text}
              mentions={mentions}
              {...typed.get(edited)}
              takesFocus={typed.get(edited) === undefined}
              label={TALK.editing}
              action={TALK.save}
              people={people}
              typing={(text, mentions) => typed.set(edited, { text, mentions })}
              send={(changed, mentions) => {
                turn(isEditing, "edit");
                void act({ kind: "edit", of: number, text: changed, mentions });
              }}
            />
            <button type="button" class="link-button" onClick={cancel}>{TALK.cancel}</button>
          </div>
        )
        : isRemoved
        ? <p class="note" data-next="removed" tabIndex={-1}>{TALK.removed}</p>
        : (
          <p class="message-text" dir="auto">
            <LinkedText text={text} mentions={mentions} you={you} />
            {isEdited && <span class="note">{` (${TALK.edited})`}</span>}
          </p>
        )}
      {reactions.size > 0 && (
        <p class="reactions">
          {[...reactions].map(([emoji, authors]) => (
            <button
              key={emoji}
              type="button"
              class="reaction"
              aria-pressed={authors.has(you)}
              aria-label={TALK.reaction({ emoji, count: authors.size })}
              disabled={!canWrite}
              onClick={() => toggle(emoji)}
            >
              {emoji} {authors.size}
            </button>
          ))}
        </p>
      )}
      {canWrite && !isRemoved && !isEditing.value && (
        <div
          class="message-actions panel"
          role="group"
          aria-label={TALK.said({ name, text: shortened(text) })}
          data-open={isReacting.value}
          onMouseLeave={() => isReacting.value = false}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !isReacting.peek()) return;
            event.preventDefault();
            turn(isReacting, "react");
          }}
        >
          {/* It stays: in its place, Orca would say nothing of the first emoji. */}
          <button
            type="button"
            class="button"
            aria-label={TALK.react}
            aria-expanded={isReacting.value}
            data-tip={TALK.react}
            data-next="react"
            onClick={(event) => turn(isReacting, byKeys(event) && !isReacting.peek() ? "emoji" : undefined)}
          >
            <Icon name={TALK_ICONS.react} />
          </button>
          {isReacting.value && EMOJI.map((emoji, i) => (
            <button
              key={emoji}
              type="button"
              class="button"
              aria-label={TALK.reactWith({ emoji })}
              data-next={i === 0 ? "emoji" : undefined}
              onClick={(event) => {
                turn(isReacting, byKeys(event) ? "react" : undefined);
                toggle(emoji);
              }}
            >
              {emoji}
            </button>
          ))}
          {isMine && (
            <button
              type="button"
              class="button"
              aria-label={TALK.edit}
              data-tip={TALK.edit}
              data-next="edit"
              onClick={() => isEditing.value = true}
            >
              <Icon name="pen" />
            </button>
          )}
          {(isMine || isOwner) && (
            <button
              type="button"
              class="button"
              aria-label={TALK.remove}
              data-tip={TALK.remove}
              onClick={() => {
                next.current = "removed";
                void act({ kind: "remove", of: number });
              }}
            >
              <Icon name={PANEL_ICONS.trash} />
            </button>
          )}
        </div>
      )}
    </article>
  );
}

function isSameAuthor(one: Message, other: Message): boolean {
  return one.author === other.author && !one.imported === !other.imported && saidBy(one).name === saidBy(other).name;
}
