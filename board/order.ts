import type { ShapeId } from "./id.ts";
import { integerLength, keyBetween, keysBetween, LOWEST_KEY } from "./order_key.ts";

/**
 * Paint order: fractional keys with the shape id as tie-break. People who draw concurrently get the same order without
 * coordination.
 */
export type OrderKey = string;

export interface Ordered {
  readonly id: ShapeId;
  readonly order: OrderKey;
}

const KEY_LENGTH_MAX = 128;

export function isOrderKey(value: unknown): value is OrderKey {
  if (typeof value !== "string" || value.length > KEY_LENGTH_MAX || !/^[A-Za-z][0-9A-Za-z]+$/.test(value)) return false;
  const length = integerLength(value);
  if (value.length < length || value === LOWEST_KEY) return false;
  return value.length === length || !value.endsWith("0");
}

/**
 * The key right above `below`, or the first key of an empty board. When a hostile key leaves no room for a longer one,
 * it returns `below` itself. The id breaks the tie, and the shape stays readable.
 */
export function orderAbove(below: OrderKey | undefined): OrderKey {
  const above = keyBetween(below, undefined);
  return below !== undefined && above.length > KEY_LENGTH_MAX ? below : above;
}

/**
 * `count` keys between two neighbours; undefined stands for the end of the board. When there is no room because both
 * have the same key or one is hostile, all get the lower key. The ids break the tie.
 */
export function ordersBetween(below: OrderKey | undefined, above: OrderKey | undefined, count: number): OrderKey[] {
  const isRoom = below === undefined || above === undefined || below < above;
  const keys = isRoom ? keysBetween(below, above, count) : [];
  return keys.length === count && keys.every(isOrderKey) ? keys : Array(count).fill(below ?? above ?? "a0");
}

/** Negative when `a` is painted before (under) `b`. */
export function comparePaint(a: Ordered, b: Ordered): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
