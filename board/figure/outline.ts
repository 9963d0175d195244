import type { Form } from "../style.ts";
import { toward } from "./line/traced.ts";
import { Path } from "./path.ts";

/** Distance of the control points of a quarter circle from its ends, as a fraction of the radius. */
const QUARTER = 0.5523;
/** Corner radius of a rounded form, as a fraction of its shorter side, with a maximum in board units. */
const ROUNDING = { part: 0.2, max: 16 };
/** Radius of a star's inner corners, as a fraction of the outer radius. */
const STAR_INNER = 0.45;
/**
 * A cloud has as many valleys as bumps. The valleys lie on an ellipse, and the control points of each bump are pulled
 * away from the centre. Values are fractions of half of the box, chosen so that the bumps just touch it.
 */
const CLOUD = { bumps: 9, valleys: 0.72, pull: 1.1 };

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
      return ellipse(w, h);
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

type Flip = (place: [x: number, y: number]) => [x: number, y: number];

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

function ellipse(w: number, h: number): Path {
  const [x, y] = [w / 2, h / 2];
  const [dx, dy] = [x * QUARTER, y * QUARTER];
  return new Path().move(x, 0)
    .curve(x + dx, 0, w, y - dy, w, y)
    .curve(w, y + dy, x + dx, h, x, h)
    .curve(x - dx, h, 0, y + dy, 0, y)
    .curve(0, y - dy, x - dx, 0, x, 0)
    .close();
}

function cloud(w: number, h: number, flip: Flip): Path {
  const { bumps, valleys, pull } = CLOUD;
  const at = (turn: number, reach: number): [number, number] => {
    const angle = -Math.PI / 2 + 2 * Math.PI * turn / bumps;
    return flip([w / 2 * (1 + reach * Math.cos(angle)), h / 2 * (1 + reach * Math.sin(angle))]);
  };
  const path = new Path().move(...at(-0.5, valleys));
  for (let i = 0; i < bumps; i++) path.curve(...at(i - 0.55, pull), ...at(i + 0.55, pull), ...at(i + 0.5, valleys));
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
