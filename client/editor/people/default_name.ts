import { readName } from "../../../board/name.ts";
import { NAMES } from "../../messages/en/people/names.ts";
import { languageTag } from "../../messages/messages.ts";
import type { Editor } from "../editor.ts";

/** A random name for a guest without a chosen name, as "Quiet Otter". */
export function guestName(random: () => number = Math.random): string {
  const pick = (list: string) => {
    const words = list.split(/[,،、]\s*/);
    return words[Math.floor(random() * words.length)];
  };
  return readName(NAMES.guest({ manner: pick(NAMES.manners), animal: pick(NAMES.animals) }));
}

/** Replaces a guest's English name once the page has another language, unless the person has changed it meanwhile. */
export function translateGuestName(editor: Editor, given: string, random: () => number = Math.random): void {
  const me = editor.me.peek();
  if (languageTag() !== "en" && me.name === given) editor.me.value = { ...me, name: guestName(random) };
}
