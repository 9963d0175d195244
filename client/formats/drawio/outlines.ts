import { clamped } from "../json.ts";
import type { Style } from "./style.ts";

type Corners = (w: number, h: number, style: Style) => readonly number[];

/** A size of the style: a part of an extent, or board units when it is fixed. */
function sized(style: Style, extent: number, { part, fixed }: { part: number; fixed: number }): number {
  const isFixed = style.is("fixedSize");
  return clamped(isFixed ? style.number("size", fixed) : extent * style.number("size", part), 0, extent);
}

/** Board units. */
function inUnits(style: Style, key: string, usual: number, max: number): number {
  return clamped(style.number(key, usual), 0, max);
}

/** The corners of shapes that boards do not have, clockwise: x, y, x, y … */
export const OUTLINES: Readonly<Record<string, Corners>> = {
  triangle: (w, h) => [0, 0, w, h / 2, 0, h],
  hexagon: (w, h, style) => {
    const s = Math.min(w / 2, sized(style, w, { part: 0.25, fixed: 20 }));
    return [s, 0, w - s, 0, w, h / 2, w - s, h, s, h, 0, h / 2];
  },
  parallelogram: (w, h, style) => {
    const s = sized(style, w, { part: 0.2, fixed: 20 });
    return [s, 0, w, 0, w - s, h, 0, h];
  },
  trapezoid: (w, h, style) => {
    const s = Math.min(w / 2, sized(style, w, { part: 0.2, fixed: 20 }));
    return [s, 0, w - s, 0, w, h, 0, h];
  },
  step: (w, h, style) => {
    const s = sized(style, w, { part: 0.2, fixed: 20 });
    return [0, 0, w - s, 0, w, h / 2, w - s, h, 0, h, s, h / 2];
  },
  note: (w, h, style) => {
    const s = inUnits(style, "size", 30, Math.min(w, h));
    return [0, 0, w - s, 0, w, s, w, h, 0, h];
  },
  card: (w, h, style) => {
    const s = inUnits(style, "size", 30, Math.min(w, h));
    return [s, 0, w, 0, w, h, 0, h, 0, s];
  },
  manualInput: (w, h, style) => [0, inUnits(style, "size", 30, h), w, 0, w, h, 0, h],
  loopLimit: (w, h, style) => {
    const s = inUnits(style, "size", 20, Math.min(w / 2, h));
    return [s, 0, w - s, 0, w, s, w, h, 0, h, 0, s];
  },
  offPageConnector: (w, h, style) => {
    const s = clamped(style.number("size", 3 / 8), 0, 1) * h;
    return [0, 0, w, 0, w, h - s, w / 2, h, 0, h - s];
  },
  singleArrow: (w, h, style) => {
    const dx = clamped(style.number("arrowSize", 0.2), 0, 1) * w;
    const dy = h * (1 - clamped(style.number("arrowWidth", 0.3), 0, 1)) / 2;
    return [0, dy, w - dx, dy, w - dx, 0, w, h / 2, w - dx, h, w - dx, h - dy, 0, h - dy];
  },
  doubleArrow: (w, h, style) => {
    const dx = clamped(style.number("arrowSize", 0.2), 0, 0.5) * w;
    const dy = h * (1 - clamped(style.number("arrowWidth", 0.3), 0, 1)) / 2;
    return [0, h / 2, dx, 0, dx, dy, w - dx, dy, w - dx, 0, w, h / 2, w - dx, h, w - dx, h - dy, dx, h - dy, dx, h];
  },
  "mxgraph.arrows2.arrow": (w, h, style) => {
    const dx = inUnits(style, "dx", 40, w), dy = clamped(style.number("dy", 0.6), 0, 1) * h / 2;
    const notch = inUnits(style, "notch", 0, w);
    return [0, dy, w - dx, dy, w - dx, 0, w, h / 2, w - dx, h, w - dx, h - dy, 0, h - dy, notch, h / 2];
  },
  callout: (w, h, style) => {
    const s = inUnits(style, "size", 30, h), base = inUnits(style, "base", 20, w);
    const at = clamped(style.number("position", 0.5), 0, 1) * w,
      tip = clamped(style.number("position2", 0.5), 0, 1) * w;
    const right = Math.min(w, at + base);
    return [0, 0, w, 0, w, h - s, right, h - s, tip, h, Math.min(at, right), h - s, 0, h - s];
  },
  document: (w, h, style) => {
    const dy = clamped(style.number("size", 0.3), 0, 1) * h;
    return [0, 0, w, 0, ...steps((t) => [w - t * w, h - dy / 2 + Math.sin(t * 2 * Math.PI) * dy / 3])];
  },
  cylinder: (w, h) => cylinder(w, h, Math.min(40, h / 5)),
  cylinder3: (w, h, style) => cylinder(w, h, inUnits(style, "size", 15, h / 2)),
  datastore: (w, h) => cylinder(w, h, Math.min(h / 2, Math.round(h / 8))),
  cube: (w, h, style) => {
    const s = inUnits(style, "size", 20, Math.min(w, h));
    return [0, 0, w - s, 0, w, s, w, h, s, h, 0, h - s];
  },
  actor: (w, h) => [
    ...arc({ x: w / 2, y: h / 4, rx: w / 5, ry: h / 4 }, 0.65 * Math.PI, 2.35 * Math.PI),
    ...[w, 0.6 * h, w, h, 0, h, 0, 0.6 * h],
  ],
};

/** The outline of the tab in which a frame has its name. */
export function frameTab(w: number, h: number): number[] {
  const corner = Math.max(0, Math.min(10, w / 2, h / 2));
  return closed([0, 0, w, 0, w, h - corner, w - corner, h, 0, h]);
}

/** Lines inside some of them, which are not filled. */
export const MARKS: Readonly<Record<string, (w: number, h: number, style: Style) => readonly (readonly number[])[]>> = {
  note: (w, h, style) => {
    const s = inUnits(style, "size", 30, Math.min(w, h));
    return [[w - s, 0, w - s, s, w, s]];
  },
  cylinder: (w, h) => [rim(w, Math.min(40, h / 5))],
  cylinder3: (w, h, style) => [rim(w, inUnits(style, "size", 15, h / 2))],
  datastore: (w, h) => [rim(w, Math.min(h / 2, Math.round(h / 8)))],
  process: (w, h, style) => {
    const s = clamped(style.number("size", 0.1), 0, 0.5) * w;
    return [[s, 0, s, h], [w - s, 0, w - s, h]];
  },
  internalStorage: (w, h, style) => {
    const dx = inUnits(style, "dx", 20, w), dy = inUnits(style, "dy", 20, h);
    return [[dx, 0, dx, h], [0, dy, w, dy]];
  },
  cube: (w, h, style) => {
    const s = inUnits(style, "size", 20, Math.min(w, h));
    return [[0, 0, s, s, w, s], [s, s, s, h]];
  },
  message: (w, h) => [[0, 0, w / 2, h / 2, w, 0]],
  endState: (w, h) => {
    const inset = Math.min(4, w / 5, h / 5);
    return [closed(arc({ x: w / 2, y: h / 2, rx: w / 2 - inset, ry: h / 2 - inset }, 0, 2 * Math.PI))];
  },
  waypoint: (w, h, style) => {
    const radius = inUnits(style, "size", 6, Math.min(w, h)) / 2;
    // Lines around each other, as close as they are wide, are a dot.
    const radii = Array.from({ length: Math.max(1, Math.round(radius)) }, (_, i) => radius - i);
    return [radii.flatMap((r) => closed(arc({ x: w / 2, y: h / 2, rx: r, ry: r }, 0, 2 * Math.PI)))];
  },
  curlyBracket: (w, h, style) => {
    const s = clamped(style.number("size", 0.5), 0, 1) * w;
    return [[w, 0, s, 0, s, h / 2, 0, h / 2, s, h / 2, s, h, w, h]];
  },
  umlLifeline: (w, h, style) => [[w / 2, inUnits(style, "size", 40, h), w / 2, h]],
  umlActor: (w, h) => [
    closed(arc({ x: w / 2, y: h / 8, rx: w / 4, ry: h / 8 }, 0, 2 * Math.PI)),
    [w / 2, h / 4, w / 2, 2 * h / 3],
    [0, h / 3, w, h / 3],
    [0, h, w / 2, 2 * h / 3, w, h],
  ],
};

/** Steps of a curve. */
const STEPS = 20;

function steps(at: (part: number) => readonly [number, number]): number[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => at(i / STEPS)).flat();
}

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** From an angle to another, clockwise, radians. */
function arc({ x, y, rx, ry }: Ellipse, from: number, to: number): number[] {
  return steps((t) => {
    const angle = from + t * (to - from);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

function cylinder(w: number, h: number, s: number): number[] {
  const half = { x: w / 2, rx: w / 2, ry: s };
  return [...arc({ ...half, y: s }, -Math.PI, 0), ...arc({ ...half, y: h - s }, 0, Math.PI)];
}

function rim(w: number, s: number): number[] {
  return arc({ x: w / 2, y: s, rx: w / 2, ry: s }, Math.PI, 0);
}

export function closed(line: readonly number[]): number[] {
  return [...line, line[0], line[1]];
}
