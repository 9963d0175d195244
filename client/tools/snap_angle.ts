/** Steps that a held Shift keeps directions to, radians. */
const STEP = Math.PI / 12;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The place nearest to `to` that lies from `from` in a direction of whole 15°. */
export function snapped(from: Place, to: Place): Place {
  const dx = to.x - from.x, dy = to.y - from.y;
  const angle = Math.round(Math.atan2(dy, dx) / STEP) * STEP;
  const length = dx * Math.cos(angle) + dy * Math.sin(angle);
  return { x: from.x + length * Math.cos(angle), y: from.y + length * Math.sin(angle) };
}
