/**
 * Widths of freehand strokes, as multiples of the width that Excalidraw's files give: at full pressure, with simulated
 * pressure (so that as much is covered; measured on 231 strokes), on average, and of strokes of a constant width. A
 * simulated pressure here changes the width less.
 */
export const PEN_WIDTH = { real: widthThere(1), simulated: 8, mean: 6.2, constant: 2.8 };

/** The width at this pressure there (perfect-freehand with a size of 4.25 and its own easing). */
function widthThere(pressure: number): number {
  return 8.5 * Math.sin((0.2 + 0.6 * pressure) * Math.PI / 2);
}

/** The width of our stroke at pressure 0, as a fraction of its width at pressure 1. */
const LEAST = 0.25;

/** The pressure at which our stroke is as wide as Excalidraw's. */
export function pressureHere(there: number): number {
  return (widthThere(there) / PEN_WIDTH.real - LEAST) / (1 - LEAST);
}

/** The pressure at which Excalidraw's stroke is as wide as ours; 0 where it cannot be as thin. */
export function pressureThere(here: number): number {
  const share = (LEAST + (1 - LEAST) * here) * PEN_WIDTH.real / 8.5;
  return Math.max(0, (Math.asin(share) * 2 / Math.PI - 0.2) / 0.6);
}

/** Our full width of a stroke that is this wide everywhere, at half of the pressure. */
export function fullWidth(even: number): number {
  return even / (LEAST + (1 - LEAST) / 2);
}
