import type { Form } from "../style.ts";
import { toward } from "./line/traced.ts";
import { Path } from "./path.ts";

/** Distance of the control points of a quarter circle from its ends, as a fraction of the radius. */
const QUARTER = 0.5523;
/** Corner radius of a rounded form, as a fraction of its shorter side, with a maximum in board units. */
const ROUNDING = { part: 0.2, max: 16 };
/** Radius of a star's inner corners, as a fraction of the outer radius. */
const STAR_INNER = 0.45;
/** Number of bumps of a cloud: this many for each length of its shorter side along its perimeter, up to a maximum. */
const BUMPS = 2.9, BUMPS_MAX = 24;
/** Depth of the valleys between the bumps: a fraction of a bump's width, up to a fraction of the shorter side. */
const VALLEY = 0.24, VALLEY_MAX = 0.15;
/** How far a bump rises above its valleys, as a fraction of its width. */
const BULGE = 0.15;

interface OutlineOptions {
  readonly rounded?: boolean;
  /** See `GeoShape`. */
  readonly corner?: number;
  readonly flipX?: boolean;
  readonly flipY?: boolean;
}

/** The closed outline of a form that fills a box from 0, 0 to w, h. */
export function outlineOf(
  form: Form,
  w: number,
  h: number,
  { rounded, corner, flipX, flipY }: OutlineOptions = {},
): Path {
  const flip: Flip = ([x, y]) => [flipX ? w - x : x, flipY ? h - y : y];
  switch (form) {
    case "ellipse":
      return addEllipse(new Path(), w / 2, h / 2, w / 2, h / 2);
    case "cloud":
      return cloud(w, h, flip);
    default: {
      const radius = rounded ? corner ?? usualCorner(w, h) : 0;
      return polygon(cornersOf(form, w, h).map(flip), radius);
    }
  }
}

/** Where the rounding of a corner begins when a shape does not say it. */
export function usualCorner(w: number, h: number): number {
  return Math.min(ROUNDING.max, ROUNDING.part * Math.min(w, h));
}

type Place = [x: number, y: number];
type Flip = (place: Place) => Place;

function cornersOf(form: Exclude<Form, "ellipse" | "cloud">, w: number, h: number): [x: number, y: number][] {
  switch (form) {
    case "rectangle":
      return [[0, 0], [w, 0], [w, h], [0, h]];
    case "diamond":
      return [[w / 2, 0], [w, h / 2], [w / 2, h], [0, h / 2]];
    case "triangle":
      return [[w / 2, 0], [w, h], [0, h]];
    case "hexagon":
      return [[w / 4, 0], [3 * w / 4, 0], [w, h / 2], [3 * w / 4, h], [w / 4, h], [0, h / 2]];
    case "star":
      return star(w, h);
  }
}

/** Five points, stretched so that they touch all sides of the box. */
function star(w: number, h: number): [number, number][] {
  const around = Array.from({ length: 10 }, (_, i): [number, number] => {
    const radius = i % 2 === 0 ? 1 : STAR_INNER;
    const angle = -Math.PI / 2 + i * Math.PI / 5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const [minX, maxX] = [-Math.cos(Math.PI / 10), Math.cos(Math.PI / 10)];
  const [minY, maxY] = [-1, Math.sin(3 * Math.PI / 10)];
  return around.map(([x, y]) => [(x - minX) / (maxX - minX) * w, (y - minY) / (maxY - minY) * h]);
}

/** Adds the ellipse with this centre and these radii. */
export function addEllipse(path: Path, cx: number, cy: number, x: number, y: number): Path {
  const [dx, dy] = [x * QUARTER, y * QUARTER];
  return path.move(cx, cy - y)
    .curve(cx + dx, cy - y, cx + x, cy - dy, cx + x, cy)
    .curve(cx + x, cy + dy, cx + dx, cy + y, cx, cy + y)
    .curve(cx - dx, cy + y, cx - x, cy + dy, cx - x, cy)
    .curve(cx - x, cy - dy, cx - dx, cy - y, cx, cy - y)
    .close();
}

/** The valleys are on the line around a box with round ends. */
function cloud(w: number, h: number, flip: Flip): Path {
  const short = Math.min(w, h), side = Math.max(w, h) - short;
  const around = Math.PI * short + 2 * side;
  const count = Math.min(BUMPS_MAX, Math.round(BUMPS * around / (short || 1))) || 1;
  const depth = Math.min(VALLEY * around / count || 0, VALLEY_MAX * short), radius = short / 2 - depth;
  const half = side + Math.PI * radius;
  /** A place this far outside of that line. */
  const at = (turn: number, out: number) => {
    const along = 2 * turn / count % 2, t = along % 1 * half, reach = radius + out;
    const angle = Math.max(0, t - side) / (radius || 1);
    const u = Math.min(t, side) - side / 2 + reach * Math.sin(angle), v = reach * Math.cos(angle);
    const sign = along < 1 ? 1 : -1;
    return flip(w < h ? [w / 2 + sign * v, h / 2 + sign * u] : [w / 2 + sign * u, h / 2 - sign * v]);
  };
  let from = at(0, 0);
  const path = new Path().move(...from);
  for (let i = 0; i < count; i++) {
    const to = at(i + 1, 0), top = at(i + 0.5, 0.98 * depth);
    // The middle of a cubic curve is three quarters as far out as its control points.
    const control = (near: Place, far: Place) =>
      [0, 1].map((k) => (1 / 3 + BULGE) * near[k] - (2 / 3 + BULGE) * far[k] + 4 / 3 * top[k]) as Place;
    path.curve(...control(from, to), ...control(to, from), ...to);
    from = to;
  }
  return path.close();
}

/** @param radius distance from a corner at which its rounding begins, board units; at most half of a side */
function polygon(corners: readonly [number, number][], radius: number): Path {
  const path = new Path();
  const n = corners.length;
  if (radius <= 0) {
    corners.forEach(([x, y], i) => i === 0 ? path.move(x, y) : path.line(x, y));
    return path.close();
  }
  corners.forEach((corner, i) => {
    const from = toward(corner, corners[(i + n - 1) % n], radius);
    const to = toward(corner, corners[(i + 1) % n], radius);
    if (i === 0) path.move(...from);
    else path.line(...from);
    path.bend(...corner, ...to);
  });
  return path.close();
}
