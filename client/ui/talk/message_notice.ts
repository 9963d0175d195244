import { concernedBy, isTalkWords, readTalkEvent, type TalkWords } from "../../../board/talk.ts";
import type { Editor } from "../../editor/editor.ts";
import { playChime } from "./chime.ts";

interface Hearer {
  readonly editor: Editor;
  /** The authors that the person is. */
  readonly mine: readonly string[];
}

/**
 * Tells the person of new words as the settings say. `json` is an event that arrived from the server.
 *
 * @returns true when it concerns the person, who does not see it
 */
export function noticeMessage(json: string, { editor, mine }: Hearer): boolean {
  const event = readTalkEvent(JSON.parse(json));
  // Another tab or device of the same person may have sent it.
  if (event === undefined || !isTalkWords(event) || event.imported || mine.includes(event.author)) return false;
  const isSeen = editor.panel.peek()?.name === (event.kind === "post" ? "talk" : "comments") && !document.hidden;
  const concernsMe = concernedBy(event).some((author) => mine.includes(author));
  if (!concernsMe && event.kind !== "post" || isSeen) return false;
  const { name, text } = event;
  if (!concernsMe && editor.settings.peek().soundsMessages) playChime();
  const isMentioned = event.mentions?.some(({ author }) => mine.includes(author)) ?? false;
  const kind = isMentioned ? "mention" : concernsMe ? "reply" : "message";
  editor.tell({ kind, name, text, open: () => show(editor, event) });
  return concernsMe;
}

function show(editor: Editor, { kind, thread }: TalkWords): void {
  if (kind === "post" || thread === undefined) editor.openPanel("talk");
  else editor.comment.value = { thread };
}
