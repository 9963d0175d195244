import { newSecret } from "../../board/id.ts";

const births = new WeakMap<object, string>();

/**
 * An ETag (RFC 9110 §8.8.3) for the current state of a live board. Generations restart with each load of the board, so
 * the tag also contains a random name of that load.
 *
 * @param besides what else the answer depends on
 */
export function boardEtag(room: { readonly generation: number }, besides = ""): string {
  let birth = births.get(room);
  if (birth === undefined) births.set(room, birth = newSecret().slice(0, 8));
  return `W/"${birth}-${room.generation}${besides && `-${besides}`}"`;
}
