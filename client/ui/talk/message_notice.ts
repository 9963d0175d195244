import { concernedBy, isTalkWords, readTalkEvent, type TalkWords } from "../../../board/talk.ts";
import type { Editor } from "../../editor/editor.ts";
import { TALK } from "../../messages/en/people/talk.ts";
import { playChime } from "./chime.ts";

interface Hearer {
  readonly editor: Editor;
  /** The authors that the person is. */
  readonly mine: readonly string[];
}

/**
 * Tells the person of new words as the settings say. Words that appear in an open chat or thread are only spoken. `json` is an event that arrived from the server.
 *
 * @returns its number when it concerns the person, who does not see it
 */
export function noticeMessage(json: string, { editor, mine }: Hearer): number | undefined {
  const event = readTalkEvent(JSON.parse(json));
  // Another tab or device of the same person may have sent it.
  if (event === undefined || !isTalkWords(event) || event.imported || mine.includes(event.author)) return undefined;
  const concernsMe = concernedBy(event).some((author) => mine.includes(author));
  const { name, text } = event;
  if (isRead(editor, event)) {
    editor.said.value = TALK.said({ name, text });
    return undefined;
  }
  const isListed = editor.panel.peek()?.name === "comments" && !document.hidden && event.kind !== "post";
  if (!concernsMe && event.kind !== "post" || isListed) return undefined;
  if (!concernsMe && editor.settings.peek().soundsMessages) playChime();
  const isMentioned = event.mentions?.some(({ author }) => mine.includes(author)) ?? false;
  const kind = isMentioned ? "mention" : concernsMe ? "reply" : "message";
  editor.tell({ kind, name, text, open: () => show(editor, event) });
  return concernsMe ? event.number : undefined;
}

/** True when the chat or the thread of the words is open, so that they appear before the person. */
function isRead(editor: Editor, { kind, thread }: TalkWords): boolean {
  if (document.hidden) return false;
  if (kind === "post") return editor.panel.peek()?.name === "talk";
  const open = editor.comment.peek();
  return open !== undefined && "thread" in open && open.thread === thread;
}

function show(editor: Editor, { kind, thread }: TalkWords): void {
  if (kind === "post" || thread === undefined) editor.openPanel("talk");
  else editor.comment.value = { thread };
}
