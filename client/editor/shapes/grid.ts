/** Distance between grid points, board units. */
export const GRID_STEP = 20;

/** Below this distance, CSS pixels, grid points are too dense to read, so only every fifth is shown. */
const NEAREST_PX = 12;
const COARSER = 5;

/** Distance between the visible grid points, board units. @param zoom CSS pixels per board unit */
export function gridStep(zoom: number): number {
  let step = GRID_STEP;
  while (step * zoom < NEAREST_PX) step *= COARSER;
  return step;
}
