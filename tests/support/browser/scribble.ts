import type { BoardPage, Point } from "./board_page.ts";
import type { Random } from "../random.ts";

/** Mouse moves in one stroke. */
export const MOVES = 24;

const MOVES_AT_ONCE = 4;

/** Draws strokes as fast as the browser accepts them, while `goesOn`. @returns the number of strokes */
export async function scribble(board: BoardPage, random: Random, goesOn: () => boolean): Promise<number> {
  let strokes = 0;
  while (goesOn()) {
    await drawFast(board, curl(random));
    strokes++;
  }
  return strokes;
}

/** Several moves between two frames, as from pointers of 125 Hz and more: the browser delivers them together. */
async function drawFast({ page: { mouse } }: BoardPage, points: readonly Point[]): Promise<void> {
  await mouse.move(...points[0]);
  await mouse.down();
  for (let i = 1; i < points.length; i += MOVES_AT_ONCE) {
    await Promise.all(points.slice(i, i + MOVES_AT_ONCE).map((point) => mouse.move(...point)));
  }
  await mouse.up();
}

/** Part of a circle that does not touch the controls along the edges of a desktop window. */
export function curl(random: Random): Point[] {
  const x = 200 + random.float() * 880, y = 200 + random.float() * 400;
  const radius = 10 + random.float() * 80, from = random.float() * 6, turn = 1 + random.float() * 5;
  return Array.from({ length: MOVES }, (_, i): Point => {
    const angle = from + (turn * i) / MOVES;
    return [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
  });
}
