import type { Course, Motion } from "../figure/motion.ts";
import type { Point, TurnedBox } from "../figure/point.ts";
import { isShapeId, type ShapeId } from "../id.ts";
import { COORDINATE_MAX, SELECTED_SHAPES_MAX } from "../limits.ts";
import { isValueOf } from "../shape_reader.ts";

/** A person's selection and the transformation that they apply to it: a part of their presence. */
export interface SelectionPresence {
  /** Empty when more than SELECTED_SHAPES_MAX shapes are selected. Then `box` is the box around them. */
  readonly shapes: readonly ShapeId[];
  readonly box?: TurnedBox;
  /** The number of the gesture. Each gesture starts from the positions in the document. */
  readonly gesture?: number;
  readonly motion?: Motion;
}

const COURSE = ["start", "end", "route", "bend", "via", "labelAt"] as const satisfies readonly (keyof Course)[];

/** A larger scaling moves any shape off the board. */
const SCALE_MAX = COORDINATE_MAX;
const ANGLE_MAX = 100;

/** Reads a foreign value and validates it. @returns undefined when there is nothing to show */
export function readSelectionPresence(value: unknown): SelectionPresence | undefined {
  const { shapes, box, gesture, motion } = record(value);
  const ids = Array.isArray(shapes) && shapes.length <= SELECTED_SHAPES_MAX && shapes.every(isShapeId) ? shapes : [];
  const around = ids.length === 0 ? readBox(box) : undefined;
  if (ids.length === 0 && around === undefined) return undefined;
  const moving = Number.isSafeInteger(gesture) ? readMotion(motion) : undefined;
  return {
    shapes: [...new Set(ids)],
    ...(around && { box: around }),
    ...(moving && { gesture: gesture as number, motion: moving }),
  };
}

function readMotion(value: unknown): Motion | undefined {
  const { kind, by, about, angle, box, copies, index, isNew, to } = record(value);
  switch (kind) {
    case "move": {
      const offset = readPlace(by, 2 * COORDINATE_MAX);
      return offset && { kind, by: offset, ...(copies === true && { copies }) };
    }
    case "turn": {
      const middle = readPlace(about);
      return middle && isWithin(angle, ANGLE_MAX) ? { kind, about: middle, angle } : undefined;
    }
    case "scale": {
      const around = readBox(box), factors = readPlace(by, SCALE_MAX), fixed = readPlace(record(by).about);
      return around && factors && fixed && { kind, box: around, by: { ...factors, about: fixed } };
    }
    case "point": {
      const place = readPlace(to);
      const isIndex = Number.isSafeInteger(index) && (index as number) >= 0;
      return place && isIndex
        ? { kind, index: index as number, ...(isNew === true && { isNew }), to: place }
        : undefined;
    }
    case "bend": {
      const course = record(to);
      const kept = COURSE.filter((name) => isValueOf("arrow", name, course[name]));
      return kept.length > 0 ? { kind, to: Object.fromEntries(kept.map((name) => [name, course[name]])) } : undefined;
    }
  }
}

function readBox(value: unknown): TurnedBox | undefined {
  const { w, h, angle = 0 } = record(value);
  const place = readPlace(value);
  const isBox = place && isWithin(w, 2 * COORDINATE_MAX) && isWithin(h, 2 * COORDINATE_MAX) && w >= 0 && h >= 0;
  return isBox && isWithin(angle, ANGLE_MAX) ? { ...place, w, h, angle } : undefined;
}

function readPlace(value: unknown, max = COORDINATE_MAX): Point | undefined {
  const { x, y } = record(value);
  return isWithin(x, max) && isWithin(y, max) ? { x, y } : undefined;
}

function isWithin(value: unknown, max: number): value is number {
  return typeof value === "number" && Math.abs(value) <= max;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
