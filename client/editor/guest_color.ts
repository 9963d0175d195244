import { type Color, COLORS } from "../../board/palette.ts";
import type { Editor } from "./editor.ts";

/** Guests are not black or grey: their cursors must stand out from the ink. */
const GUEST_COLORS = COLORS.filter((color) => color !== "black" && color !== "grey");

/** A colour for somebody who has not chosen one: of those that nobody here has, if there are any. */
export function guestColor(random: () => number, taken: ReadonlySet<Color> = new Set()): Color {
  const free = GUEST_COLORS.filter((color) => !taken.has(color));
  const from = free.length > 0 ? free : GUEST_COLORS;
  return from[Math.floor(random() * from.length)];
}

/**
 * A colour unlike those of the people who are already here; undefined when mine is, or when all are in use. Who was
 * here first keeps theirs, so it is asked once, by whoever comes: two who both gave way would meet again.
 */
export function unlikeOthers({ me, peers }: Editor, random: () => number): Color | undefined {
  const taken = new Set(peers.peek().map(({ user }) => user.color));
  if (!taken.has(me.peek().color)) return undefined;
  const color = guestColor(random, taken);
  return taken.has(color) ? undefined : color;
}
