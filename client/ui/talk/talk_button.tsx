import { INTERFACE } from "../../messages/en/interface.ts";
import type { Editor } from "../../editor/editor.ts";
import { Icon } from "../controls/icon.tsx";
import { BOARD_ICONS } from "../controls/board_icons.ts";
import type { Talk } from "./talk.ts";

/** Opens and closes the conversation, at what is new, and shows that there is something new. */
export function TalkButton({ editor, talk }: { editor: Editor; talk: Talk }) {
  const isOpen = ["talk", "comments"].includes(editor.panel.value?.name ?? "");
  const count = talk.concerns.value.length, hasUnread = talk.hasUnread.value, hasComments = talk.hasNewComments.value;
  const label = count > 0
    ? INTERFACE.chatConcerns({ count })
    : hasUnread && hasComments
    ? INTERFACE.chatAndCommentsUnread
    : hasUnread
    ? INTERFACE.chatUnread
    : hasComments
    ? INTERFACE.commentsUnread
    : INTERFACE.chat;
  const news = hasComments && !hasUnread ? "comments" : "talk";
  return (
    <button
      type="button"
      class="button talk-button"
      aria-label={label}
      aria-expanded={isOpen}
      data-tip={isOpen ? undefined : label}
      data-unread={hasUnread || hasComments}
      data-count={count || undefined}
      onClick={() => isOpen ? editor.panel.value = undefined : editor.openPanel(news)}
    >
      <Icon name={BOARD_ICONS.talk} />
    </button>
  );
}
