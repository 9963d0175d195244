/** Between two points of the grid, board units. */
export const GRID_STEP = 20;

/** Points nearer than this are a fog, CSS pixels: every fifth is left then. */
const NEAREST_PX = 12;
const COARSER = 5;

/** Between two points of the grid that are shown, board units. @param zoom CSS pixels per board unit */
export function gridStep(zoom: number): number {
  let step = GRID_STEP;
  while (step * zoom < NEAREST_PX) step *= COARSER;
  return step;
}
