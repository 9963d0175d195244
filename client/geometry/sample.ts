/** Numbers per sample of a stroke: x, y, pressure. All functions here take samples as one flat array. */
export const STRIDE = 3;
