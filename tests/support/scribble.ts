import type { BoardPage, Point } from "./board_page.ts";
import type { Random } from "./random.ts";

/** Moves of the mouse in one stroke. */
export const MOVES = 24;

/** Draws stroke after stroke, each move as soon as the one before was taken, while `goesOn`. @returns how many */
export async function scribble(board: BoardPage, random: Random, goesOn: () => boolean): Promise<number> {
  let strokes = 0;
  while (goesOn()) {
    await board.draw(curl(random));
    strokes++;
  }
  return strokes;
}

/** Part of a circle, clear of the controls along the edges of a desktop's window. */
export function curl(random: Random): Point[] {
  const x = 200 + random.float() * 880, y = 200 + random.float() * 400;
  const radius = 10 + random.float() * 80, from = random.float() * 6, turn = 1 + random.float() * 5;
  return Array.from({ length: MOVES }, (_, i): Point => {
    const angle = from + (turn * i) / MOVES;
    return [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
  });
}
