/** Shift rounds directions to this step, radians. */
const STEP = Math.PI / 12;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Projects `to` on the nearest direction from `from` that is a multiple of 15°. */
export function snapped(from: Place, to: Place): Place {
  const dx = to.x - from.x, dy = to.y - from.y;
  const angle = Math.round(Math.atan2(dy, dx) / STEP) * STEP;
  const length = dx * Math.cos(angle) + dy * Math.sin(angle);
  return { x: from.x + length * Math.cos(angle), y: from.y + length * Math.sin(angle) };
}
