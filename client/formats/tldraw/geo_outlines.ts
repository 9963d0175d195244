import type { Form } from "../../../board/style.ts";

/** Forms that boards have as well. */
export const SAME_FORMS: Readonly<Record<string, Form>> = {
  rectangle: "rectangle",
  "x-box": "rectangle",
  "check-box": "rectangle",
  ellipse: "ellipse",
  diamond: "diamond",
  triangle: "triangle",
  star: "star",
  cloud: "cloud",
};

/** Steps of a half circle. */
const ARC = 12;

/** Corners of the other forms, as fractions of width and height: x, y, x, y … */
const CORNERS: Readonly<Record<string, readonly number[]>> = {
  pentagon: regular(5),
  // Ours lies on a side.
  hexagon: regular(6),
  octagon: regular(8),
  heart: heart(),
};

/** How far sides are slanted and heads of arrows long, as a fraction of the shorter side. */
const SLANT = 0.38;
/** Distance of the shaft of an arrow from the sides of its box, as a fraction of its width. */
const SHAFT = 0.16;

type Corners = (w: number, h: number, slant: number) => number[];

const right: Corners = (w, h, slant) => {
  const neck = w - slant, top = SHAFT * h;
  return [0, top, neck, top, neck, 0, w, h / 2, neck, h, neck, h - top, 0, h - top];
};
const mirrored = (corners: number[], size: number, axis: 0 | 1) =>
  corners.map((value, i) => i % 2 === axis ? size - value : value);
const down: Corners = (w, h, slant) => {
  const turned = right(h, w, slant);
  return turned.map((_, i) => turned[i ^ 1]);
};

/** Corners of forms whose slanted sides do not grow with the longer side of their box. */
const SLANTED: Readonly<Record<string, Corners>> = {
  rhombus: (w, h, slant) => [slant, 0, w, 0, w - slant, h, 0, h],
  "rhombus-2": (w, h, slant) => [0, 0, w - slant, 0, w, h, slant, h],
  trapezoid: (w, h, slant) => [slant, 0, w - slant, 0, w, h, 0, h],
  "arrow-right": right,
  "arrow-left": (w, h, slant) => mirrored(right(w, h, slant), w, 0),
  "arrow-down": down,
  "arrow-up": (w, h, slant) => mirrored(down(w, h, slant), h, 1),
};

/** The closed outline of a form that boards do not have, x, y of its corners; undefined for unknown forms. */
export function outlineOfForm(form: unknown, w: number, h: number): number[] | undefined {
  if (typeof form !== "string") return undefined;
  if (form === "oval") return oval(w, h);
  if (Object.hasOwn(SLANTED, form)) return closed(SLANTED[form](w, h, SLANT * Math.min(w, h)));
  const corners = Object.hasOwn(CORNERS, form) ? CORNERS[form] : undefined;
  return corners && closed(corners.map((part, i) => part * (i % 2 === 0 ? w : h)));
}

/** The marks inside a box, as lines of x, y. */
export function marksOf(form: unknown, w: number, h: number): number[][] {
  if (form === "x-box") return [[0, 0, w, h], [0, h, w, 0]];
  if (form !== "check-box") return [];
  const size = Math.min(w, h) * 0.82, x = (w - size) / 2, y = (h - size) / 2;
  return [[x + size * 0.25, y + size * 0.52, x + size * 0.45, y + size * 0.82, x + size * 0.82, y + size * 0.22]];
}

/** A polygon with a corner on top, stretched to touch all sides. */
function regular(count: number): number[] {
  const all = Array.from({ length: count }, (_, i) => {
    const angle = -Math.PI / 2 + 2 * Math.PI * i / count;
    return [Math.cos(angle), Math.sin(angle)];
  });
  const fit = (axis: 0 | 1) => {
    const values = all.map((place) => place[axis]);
    const min = Math.min(...values), max = Math.max(...values);
    return (value: number) => (value - min) / (max - min);
  };
  const [x, y] = [fit(0), fit(1)];
  return all.flatMap((place) => [x(place[0]), y(place[1])]);
}

/** Two half circles at the ends of the longer side. */
function oval(w: number, h: number): number[] {
  const radius = Math.min(w, h) / 2;
  const isWide = w >= h;
  const from = isWide ? -Math.PI / 2 : Math.PI;
  const line: number[] = [];
  for (const [part, x, y] of [[0, w - radius, isWide ? radius : radius], [1, radius, h - radius]] as const) {
    const cx = isWide ? x : w / 2, cy = isWide ? h / 2 : part === 0 ? radius : y;
    for (let i = 0; i <= ARC; i++) {
      const angle = from + part * Math.PI + Math.PI * i / ARC;
      line.push(cx + radius * Math.cos(angle), cy + radius * Math.sin(angle));
    }
  }
  return closed(line);
}

function heart(): number[] {
  const line: number[] = [];
  const steps = 2 * ARC;
  for (let i = 0; i < steps; i++) {
    const t = 2 * Math.PI * i / steps;
    const x = 16 * Math.sin(t) ** 3,
      y = -(13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t));
    line.push((x + 16) / 32, (y + 12) / 29);
  }
  const ys = line.filter((_, i) => i % 2 === 1);
  const min = Math.min(...ys), max = Math.max(...ys);
  return line.map((value, i) => i % 2 === 0 ? value : (value - min) / (max - min));
}

function closed(line: number[]): number[] {
  return [...line, line[0], line[1]];
}
