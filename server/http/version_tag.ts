import { newSecret } from "../../board/id.ts";

const births = new WeakMap<object, string>();

/**
 * An ETag (RFC 9110 §8.8.3) for what a live board says now. Generations count from when the board was loaded, so each
 * loading has a name of its own: the same number later would stand for something else.
 */
export function versionTag(room: { readonly generation: number }, generation = room.generation): string {
  let birth = births.get(room);
  if (birth === undefined) births.set(room, birth = newSecret().slice(0, 8));
  return `W/"${birth}-${generation}"`;
}
