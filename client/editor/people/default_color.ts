import { type Color, COLORS } from "../../../board/palette.ts";
import type { Editor } from "../editor.ts";

/** Without black and grey, so that guests' cursors stand out from the ink. */
const GUEST_COLORS = COLORS.filter((color) => color !== "black" && color !== "grey");

/** A random colour for a guest without a chosen colour, preferably one that no peer uses. */
export function guestColor(random: () => number, taken: ReadonlySet<Color> = new Set()): Color {
  const free = GUEST_COLORS.filter((color) => !taken.has(color));
  const from = free.length > 0 ? free : GUEST_COLORS;
  return from[Math.floor(random() * from.length)];
}

/**
 * A new colour for the local user if a peer has the same colour; undefined when the current one is unique, or all are
 * in use. Only a person who joins calls this, once, and keeps away from earlier colours. If both changed their colour,
 * they could collide again.
 */
export function unlikeOthers({ me, peers }: Editor, random: () => number): Color | undefined {
  const taken = new Set(peers.peek().map(({ user }) => user.color));
  if (!taken.has(me.peek().color)) return undefined;
  const color = guestColor(random, taken);
  return taken.has(color) ? undefined : color;
}
