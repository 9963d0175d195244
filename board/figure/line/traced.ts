import { Path } from "../path.ts";

/**
 * Traces a line through points. A smooth one is a uniform Catmull-Rom spline, drawn as Bézier curves whose control
 * points are a sixth of the distance between neighbours away. A smooth closed line is smooth at its joint too.
 *
 * @param options.corner distance from a corner at which its rounding begins, board units; at most half of a side
 */
export function traced(
  points: readonly number[],
  { smooth = false, corner = 0 }: { smooth?: boolean; corner?: number },
): Path {
  const path = new Path().move(points[0], points[1]);
  const n = points.length / 2;
  const isClosed = n > 3 && points[0] === points[2 * n - 2] && points[1] === points[2 * n - 1];
  const at = (i: number) => {
    const k = 2 * (isClosed ? (i + n - 1) % (n - 1) : Math.min(n - 1, Math.max(0, i)));
    return [points[k], points[k + 1]] as const;
  };
  for (let i = 1; i < n; i++) {
    const [x, y] = at(i);
    if (!smooth && corner > 0 && i < n - 1) {
      path.line(...toward([x, y], at(i - 1), corner)).bend(x, y, ...toward([x, y], at(i + 1), corner));
    } else if (!smooth) path.line(x, y);
    else {
      const [ax, ay] = at(i - 2), [bx, by] = at(i - 1), [dx, dy] = at(i + 1);
      path.curve(bx + (x - ax) / 6, by + (y - ay) / 6, x - (dx - bx) / 6, y - (dy - by) / 6, x, y);
    }
  }
  return path;
}

/** A place on a side at this distance from its first end, at most half-way. */
export function toward(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  distance: number,
): [number, number] {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const part = length === 0 ? 0 : Math.min(0.5, distance / length);
  return [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part];
}
