import { readTalkEvent } from "../../../board/talk.ts";
import type { Editor } from "../../editor/editor.ts";
import { TALK } from "../../messages/en/people/talk.ts";
import { playChime } from "./chime.ts";

/** Letters of a message that a notice shows. */
const SHOWN_LETTERS = 80;

/** Tells the person of a new message as the settings say. `json` is an event that arrived from the server. */
export function noticeMessage(json: string, { settings, me, done }: Editor): void {
  const event = readTalkEvent(JSON.parse(json));
  // Another tab of the same person may have sent it.
  if (event?.kind !== "post" || event.name === me.peek().name) return;
  const { showsMessages, soundsMessages } = settings.peek();
  if (soundsMessages) playChime();
  if (!showsMessages) return;
  const letters = [...event.text.replace(/\s+/g, " ")];
  const text = letters.length > SHOWN_LETTERS ? `${letters.slice(0, SHOWN_LETTERS).join("")}…` : letters.join("");
  done.value = TALK.notice({ name: event.name, text });
}
