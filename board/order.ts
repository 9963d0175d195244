import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { ShapeId } from "./id.ts";

/**
 * Paint order: fractional keys (base 62, "Implementing Fractional Indexing", David Greenspan, 2020) with the shape id
 * as tie-break. People who draw concurrently get the same order without coordination.
 */
export type OrderKey = string;

export interface Ordered {
  readonly id: ShapeId;
  readonly order: OrderKey;
}

const KEY_LENGTH_MAX = 128;

/** No key sorts below it, so no shape could be placed below. */
const LOWEST_KEY = `A${"0".repeat(26)}`;

/**
 * True when `generateKeyBetween` accepts the key. Its first letter encodes the length of the integer part (`a` = 2 …
 * `z` = 27 upwards, `Z` = 2 … `A` = 27 downwards), and the fraction does not end in 0.
 */
export function isOrderKey(value: unknown): value is OrderKey {
  if (typeof value !== "string" || value.length > KEY_LENGTH_MAX || !/^[A-Za-z][0-9A-Za-z]+$/.test(value)) return false;
  const head = value.charCodeAt(0);
  const integerLength = head >= 97 ? head - 97 + 2 : 90 - head + 2;
  if (value.length < integerLength || value === LOWEST_KEY) return false;
  return value.length === integerLength || !value.endsWith("0");
}

/**
 * The key right above `below`, or the first key of an empty board. When a hostile key leaves no room for a longer one,
 * it returns `below` itself. The id breaks the tie, and the shape stays readable.
 */
export function orderAbove(below: OrderKey | undefined): OrderKey {
  const above = generateKeyBetween(below ?? null, null);
  return below !== undefined && above.length > KEY_LENGTH_MAX ? below : above;
}

/**
 * `count` keys between two neighbours; undefined stands for the end of the board. When there is no room because both
 * have the same key or one is hostile, all get the lower key. The ids break the tie.
 */
export function ordersBetween(below: OrderKey | undefined, above: OrderKey | undefined, count: number): OrderKey[] {
  const isRoom = below === undefined || above === undefined || below < above;
  const keys = isRoom ? generateNKeysBetween(below ?? null, above ?? null, count) : [];
  return keys.length === count && keys.every(isOrderKey) ? keys : Array(count).fill(below ?? above ?? "a0");
}

/** Negative when `a` is painted before (under) `b`. */
export function comparePaint(a: Ordered, b: Ordered): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
