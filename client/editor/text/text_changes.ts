import type * as Y from "yjs";
import { lettersOf } from "../../../board/document.ts";
import type { Replacement } from "./replacement.ts";

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** What a transaction changed in a text, in order. */
export function replacementsOf(event: Y.YTextEvent): Replacement[] {
  const found: Mutable<Replacement>[] = [];
  let at = 0;
  for (let item = event.target._start; item !== null; item = item.right) {
    if (!item.countable) continue;
    const last = found.at(-1);
    if (event.adds(item)) {
      if (item.deleted) continue;
      const inserted = lettersOf(item);
      if (last?.removed === 0 && last.at + last.inserted.length === at) last.inserted += inserted;
      else found.push({ at, removed: 0, inserted });
      at += inserted.length;
    } else if (event.deletes(item)) {
      if (last?.inserted === "" && last.at === at) last.removed += item.length;
      else found.push({ at, removed: item.length, inserted: "" });
    } else if (!item.deleted) at += item.length;
  }
  return found;
}
