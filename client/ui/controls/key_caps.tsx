import { keyCaps } from "../page/keys.ts";

/** A shortcut as key caps. */
export function Keys({ keys, mac }: { keys: string; mac: boolean }) {
  return <span class="keys">{keyCaps(keys, mac).map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>;
}
