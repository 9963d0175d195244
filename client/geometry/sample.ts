/** Numbers per sample of a stroke: x, y, pressure. Everything here takes samples as one flat array of them. */
export const STRIDE = 3;
