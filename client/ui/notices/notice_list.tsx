import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import type { News } from "../../editor/news.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { NEWS } from "../../messages/en/people/news.ts";
import { Icon } from "../controls/icon.tsx";
import { focusBoard } from "../page/page_parts.ts";
import { canAskToNotify, enableNotifying, showNotification } from "./browser_notification.ts";
import { isWanted } from "./notice_words.ts";
import { Notices } from "./notices.ts";

/**
 * What happened on the board, quietly in a corner for a moment. Screen readers hear of it when they have time: only
 * what is new, and no name of the region before it.
 */
export function NoticeList({ editor }: { editor: Editor }) {
  const notices = useMemo(() => new Notices(), [editor]);
  useEffect(() => {
    const told = new WeakSet<News>();
    const stop = editor.news.subscribe((all) => {
      for (const news of all) {
        if (told.has(news)) continue;
        told.add(news);
        if (!isWanted(news, editor.settings.peek())) {
          // The tools come and go, which only those see who see them.
          if (news.kind === "role") notices.say(news);
          continue;
        }
        notices.tell(news);
        if (news.kind === "mention" || news.kind === "reply") showNotification(editor, news);
      }
    });
    return () => {
      stop();
      notices.close();
    };
  }, [notices]);
  const shown = notices.shown.value, said = notices.said.value;
  const canAsk = useComputed(() => !editor.settings.value.notifies).value && canAskToNotify();
  const close = (id: number) => {
    notices.drop(id);
    focusBoard();
  };
  return (
    <div class="notices">
      {/* Apart from what is shown: Orca is silent about an element in a live region that is followed by others. */}
      <p class="unseen" aria-live="polite" aria-atomic>{said.text && <span key={said.number}>{said.text}</span>}</p>
      {shown.map(({ id, text, open, concernsMe }) => (
        <div
          key={id}
          class="panel notice"
          onFocusIn={() => notices.hold(id)}
          onFocusOut={() => notices.hold(undefined)}
        >
          <p dir="auto">{text}</p>
          <button type="button" class="button" aria-label={CONTROLS.close} onClick={() => close(id)}>
            <Icon name="close" />
          </button>
          <div class="notice-acts">
            {open && (
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  close(id);
                  open();
                }}
              >
                {NEWS.show}
              </button>
            )}
            {concernsMe && canAsk && (
              <button
                type="button"
                class="link-button"
                onClick={() => void enableNotifying(editor)}
              >
                {NEWS.notify}
              </button>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
