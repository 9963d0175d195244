import type { Message } from "../messages.ts";

/**
 * The pseudo-language `en-XA`, made from English: accented letters in brackets, about a third longer. It shows texts
 * that are not in the catalogue, and layouts that cannot hold longer words. `?lang=en-XA` selects it.
 */
export default function pseudo(english: Message): Message {
  if (typeof english === "string") return pseudoText(english);
  return Object.fromEntries(Object.entries(english).map(([form, text]) => [form, pseudoText(text)])) as typeof english;
}

const LETTERS = "AÅCÇDÐEÉGĜHĤIÎJĴKĶLĻNÑOÖSŠTŢUÛWŴYÝZŽaåcçdđeéfƒgĝhĥiîjĵkķlļnñoöpþrŕsštţuûwŵyýzž";

const ACCENTED = new Map(Array.from({ length: LETTERS.length / 2 }, (_, i) => [LETTERS[2 * i], LETTERS[2 * i + 1]]));

function pseudoText(text: string): string {
  const longer = "~".repeat(Math.ceil(text.length / 3)).replace(/~{6}(?=~)/g, "~~~~~~ ");
  const accented = text.replace(/\{\w+\}|./gs, (part) => ACCENTED.get(part) ?? part);
  return `[${accented}${longer}]`;
}
