import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { ShapeId } from "./id.ts";

/**
 * Paint order: fractional keys (base 62, "Implementing Fractional Indexing", David Greenspan, 2020) with the shape id
 * as tie-break, so that two people who draw at once get one order without talking.
 */
export type OrderKey = string;

export interface Ordered {
  readonly id: ShapeId;
  readonly order: OrderKey;
}

const KEY_LENGTH_MAX = 128;

/** Nothing sorts below it, so nothing could be put under it. */
const LOWEST_KEY = `A${"0".repeat(26)}`;

/**
 * True when `generateKeyBetween` will take the key: its first letter names the length of the integer part
 * (`a` = 2 … `z` = 27 upwards, `Z` = 2 … `A` = 27 downwards), and the fraction does not end in 0.
 */
export function isOrderKey(value: unknown): value is OrderKey {
  if (typeof value !== "string" || value.length > KEY_LENGTH_MAX || !/^[A-Za-z][0-9A-Za-z]+$/.test(value)) return false;
  const head = value.charCodeAt(0);
  const integerLength = head >= 97 ? head - 97 + 2 : 90 - head + 2;
  if (value.length < integerLength || value === LOWEST_KEY) return false;
  return value.length === integerLength || !value.endsWith("0");
}

/**
 * The key right above `below`, or the first key of an empty board. Where a hostile key leaves no room for a longer one
 * it is `below` itself: the id breaks the tie, and what is drawn stays readable.
 */
export function orderAbove(below: OrderKey | undefined): OrderKey {
  const above = generateKeyBetween(below ?? null, null);
  return below !== undefined && above.length > KEY_LENGTH_MAX ? below : above;
}

/**
 * As many keys as asked for, between two neighbours; undefined stands for the end of the board. Where there is no room –
 * both have one key, or a hostile one – all get the lower one: the ids break the tie.
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
