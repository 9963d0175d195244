import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { saidBy } from "../../../board/talk/imported.ts";
import { isTalkWords, type TalkEvent } from "../../../board/talk.ts";
import type { Editor } from "../../editor/editor.ts";
import { excerptOf } from "../../editor/speech/describe.ts";
import { FIND } from "../../messages/en/find.ts";
import { openComments } from "../comments/board_comments.ts";
import { saidTime } from "../talk/said.ts";
import type { Talk } from "../talk/talk.ts";

/** Delay after the last letter before the server is asked, ms. */
const REST_MS = 400;

interface FoundTalkProps {
  readonly editor: Editor;
  readonly talk: Talk;
  readonly wanted: string;
}

/** What people said with these words, a part of the talk at a time. The server looks, so that the page loads no more. */
export function FoundTalk({ editor, talk, wanted }: FoundTalkProps) {
  const found = useSignal<readonly TalkEvent[]>([]);
  const before = useSignal<number | undefined>(undefined);
  const isOver = useSignal(true);
  const changed = useSignal<ReadonlySet<number>>(new Set());
  const look = async (isCurrent: () => boolean) => {
    const desk = await talk.desk();
    const part = await desk.api.find(wanted, before.peek());
    if (!isCurrent() || "isTemporary" in part) return;
    const old = changed.peek();
    found.value = [...found.peek(), ...part.found.filter((event) => !old.has(messageOf(event)))];
    changed.value = new Set([...old, ...part.changed]);
    before.value = part.before;
    isOver.value = part.before === undefined;
  };
  useEffect(() => {
    let isCurrent = true;
    found.value = [];
    changed.value = new Set();
    before.value = undefined;
    isOver.value = true;
    const timer = setTimeout(() => void look(() => isCurrent).catch(() => {}), REST_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted]);
  if (found.value.length === 0 && isOver.value) return null;
  const open = (event: TalkEvent) => {
    const { thread } = event, words = messageOf(event);
    if (thread === undefined) return editor.openPanel("talk", words);
    void openComments(talk, editor).then((all) => all.find(thread, words), () => {});
  };
  return (
    <section class="found-talk" aria-label={FIND.inTalk}>
      <h2 class="note">{FIND.inTalk}</h2>
      <ul class="results">
        {found.value.map((event) => {
          const words = excerptOf("text" in event ? event.text.replace(/\s+/g, " ") : "", wanted);
          return (
            <li key={event.number}>
              <button type="button" class="item" onClick={() => open(event)}>
                <span class="name" dir="auto">
                  {words.before}
                  <mark>{words.found}</mark>
                  {words.after}
                </span>
                <span class="note">{`${saidBy(event).name} · ${saidTime(event)}`}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {!isOver.value && (
        <button type="button" class="link-button" onClick={() => void look(() => true).catch(() => {})}>
          {FIND.earlier}
        </button>
      )}
    </section>
  );
}

function messageOf(event: TalkEvent): number {
  return isTalkWords(event) || !("of" in event) ? event.number : event.of;
}
