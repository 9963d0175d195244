/**
 * Fractional keys, base 62 ("Implementing Fractional Indexing", David Greenspan, 2020). A key is an integer and a
 * fraction that does not end in 0. The first letter of the integer encodes its length: `a` = 2 … `z` = 27 upwards,
 * `Z` = 2 … `A` = 27 downwards.
 *
 *     Zz  <  a0  <  a0V  <  a1  <  …  <  az  <  b00
 */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const HEADS = DIGITS.slice(10);

/** No key sorts below it, so no shape could be placed below. */
export const LOWEST_KEY = `A${"0".repeat(26)}`;

/** The length of the integer of a key, with its first letter. */
export function integerLength(key: string): number {
  const head = key.charCodeAt(0);
  return head >= 97 ? head - 95 : 92 - head;
}

/** A key between two others, where undefined stands for an end of the order. `below` must sort below `above`. */
export function keyBetween(below: string | undefined, above: string | undefined): string {
  if (below === undefined) {
    if (above === undefined) return "a0";
    const [integer, fraction] = partsOf(above);
    if (integer === LOWEST_KEY) return integer + fractionBetween("", fraction);
    return fraction === "" ? neighbour(integer, -1)! : integer;
  }
  const [integer, fraction] = partsOf(below);
  if (above?.startsWith(integer)) return integer + fractionBetween(fraction, partsOf(above)[1]);
  const next = neighbour(integer, 1);
  return next !== undefined && (above === undefined || next < above) ? next : integer + fractionBetween(fraction);
}

/** `count` ascending keys between two others; see `keyBetween`. */
export function keysBetween(below: string | undefined, above: string | undefined, count: number): string[] {
  if (count === 0) return [];
  const keys: string[] = [];
  if (above === undefined) {
    while (keys.length < count) keys.push(below = keyBetween(below, above));
    return keys;
  }
  if (below === undefined) {
    while (keys.length < count) keys.push(above = keyBetween(below, above));
    return keys.reverse();
  }
  const half = count >> 1, key = keyBetween(below, above);
  return [...keysBetween(below, key, half), key, ...keysBetween(key, above, count - half - 1)];
}

function partsOf(key: string): [integer: string, fraction: string] {
  const length = integerLength(key);
  return [key.slice(0, length), key.slice(length)];
}

/** The next integer upwards or downwards; undefined when there is none. */
function neighbour(integer: string, by: 1 | -1): string | undefined {
  const [last, first] = by > 0 ? "z0" : "0z";
  let end = integer.length;
  while (end > 1 && integer[end - 1] === last) end--;
  if (end > 1) {
    const digit = DIGITS[DIGITS.indexOf(integer[end - 1]) + by];
    return integer.slice(0, end - 1) + digit + first.repeat(integer.length - end);
  }
  const head = HEADS[HEADS.indexOf(integer[0]) + by];
  return head && head + first.repeat(integerLength(head) - 1);
}

/** A fraction between two others. `low` may be empty, undefined as `high` is the end of the fractions. */
function fractionBetween(low: string, high?: string): string {
  if (high) {
    let same = 0;
    while ((low[same] ?? "0") === high[same]) same++;
    if (same > 0) return high.slice(0, same) + fractionBetween(low.slice(same), high.slice(same));
  }
  const from = low ? DIGITS.indexOf(low[0]) : 0;
  const to = high ? DIGITS.indexOf(high[0]) : DIGITS.length;
  if (to - from > 1) return DIGITS[Math.round((from + to) / 2)];
  return high && high.length > 1 ? high[0] : DIGITS[from] + fractionBetween(low.slice(1));
}
