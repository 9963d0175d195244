import type { Head } from "../../style.ts";
import { addEllipse } from "../outline.ts";
import { Path } from "../path.ts";

/** Length of a head, as a multiple of the line width, with a minimum in board units. */
const LENGTH = { widths: 4, min: 10 };

/** What a head consists of, in lengths of the head. */
interface Form {
  /** Distance of each corner behind the tip, and to the side. */
  readonly lines?: readonly (readonly number[])[];
  /** Distance of its middle behind the tip, and radius. */
  readonly circle?: readonly [middle: number, radius: number];
  /** True when the lines are closed and the head is filled. Otherwise its circle is filled with the colour of the paper. */
  readonly isArea?: boolean;
}

const WINGS = [0.9, 0.43, 0, 0, 0.9, -0.43], NEAR = [0.4, 0.43, 0.4, -0.43], FAR = [0.9, 0.43, 0.9, -0.43];
/** Includes the middle toe, which is drawn over the fill of a circle. */
const FOOT = [[0.1, 0.43, 1, 0, 0.1, -0.43], [1, 0, 0, 0]];

/** The form of each head. A head whose name ends in `-outline` has the form of the name before it. */
const FORMS: Readonly<Record<string, Form>> = {
  arrow: { lines: [WINGS] },
  triangle: { lines: [WINGS], isArea: true },
  dot: { circle: [1 / 3, 1 / 3], isArea: true },
  bar: { lines: [[0, 0.5, 0, -0.5]] },
  diamond: { lines: [[0, 0, 0.5, 0.24, 1, 0, 0.5, -0.24]], isArea: true },
  square: { lines: [[0, 0.4, 0.8, 0.4, 0.8, -0.4, 0, -0.4]], isArea: true },
  inverted: { lines: [[0, 0.5, 1, 0, 0, -0.5]], isArea: true },
  one: { lines: [FAR] },
  "exactly-one": { lines: [NEAR, FAR] },
  "zero-or-one": { lines: [NEAR, [0.8, 0, 0, 0]], circle: [1.1, 0.3] },
  many: { lines: FOOT },
  "one-or-many": { lines: [...FOOT, FAR] },
  "zero-or-many": { lines: FOOT, circle: [1.4, 0.4] },
};

export const HEADS = [
  "none",
  ...Object.keys(FORMS).flatMap((name) => FORMS[name].isArea ? [name, `${name}-outline`] : [name]),
] as readonly Head[];

/** The head at an end of a line. */
export interface HeadFigure {
  readonly path: Path;
  /** Fraction of the colour in its fill: 0 is paper. Absent: no fill. */
  readonly tint?: number;
}

/**
 * @param x, y the tip
 * @param angle the direction of the tip, radians
 * @param width of the line, board units
 * @param size length of the head, board units; usually it depends on the width
 */
export function headOf(
  head: Head,
  { x, y, angle, width, size = Math.max(LENGTH.min, LENGTH.widths * width) }: {
    x: number;
    y: number;
    angle: number;
    width: number;
    size?: number | undefined;
  },
): HeadFigure | undefined {
  const [name, outline] = head.split("-outline");
  const form = FORMS[name];
  if (form === undefined) return undefined;
  const { lines = [], circle, isArea } = form;
  const cos = size * Math.cos(angle), sin = size * Math.sin(angle);
  const at = (back: number, side: number) => [x - back * cos - side * sin, y - back * sin + side * cos] as const;
  const path = new Path();
  for (const line of lines) {
    path.move(...at(line[0], line[1]));
    for (let i = 2; i < line.length; i += 2) path.line(...at(line[i], line[i + 1]));
    if (isArea) path.close();
  }
  if (circle) addEllipse(path, ...at(circle[0], 0), circle[1] * size, circle[1] * size);
  return { path, ...((isArea || circle) && { tint: isArea && outline === undefined ? 1 : 0 }) };
}
