import type { Head } from "../../style.ts";
import { Path } from "../path.ts";

/** Length of a head, as a multiple of the line width, with a minimum in board units. */
const LENGTH = { widths: 4, min: 10 };
/** Half of the opening angle of an arrowhead, radians. */
const OPENING = 0.45;

/** The head at an end of a line, and whether it is filled. */
export interface HeadFigure {
  readonly path: Path;
  readonly isFilled: boolean;
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
  const at = (distance: number, turn: number): [number, number] => [
    x - distance * Math.cos(angle + turn),
    y - distance * Math.sin(angle + turn),
  ];
  switch (head) {
    case "none":
      return undefined;
    case "arrow":
      return open(new Path().move(...at(size, OPENING)).line(x, y).line(...at(size, -OPENING)));
    case "triangle":
      return filled(new Path().move(...at(size, OPENING)).line(x, y).line(...at(size, -OPENING)).close());
    case "bar":
      return open(new Path().move(...at(size / 2, Math.PI / 2)).line(...at(size / 2, -Math.PI / 2)));
    case "diamond": {
      const side = size / 2 / Math.cos(OPENING);
      return filled(
        new Path().move(x, y).line(...at(side, OPENING)).line(...at(size, 0)).line(...at(side, -OPENING)).close(),
      );
    }
    case "dot": {
      const radius = size / 3;
      const [cx, cy] = at(radius, 0);
      const path = new Path().move(cx + radius, cy);
      const k = 0.5523 * radius;
      path.curve(cx + radius, cy + k, cx + k, cy + radius, cx, cy + radius)
        .curve(cx - k, cy + radius, cx - radius, cy + k, cx - radius, cy)
        .curve(cx - radius, cy - k, cx - k, cy - radius, cx, cy - radius)
        .curve(cx + k, cy - radius, cx + radius, cy - k, cx + radius, cy);
      return filled(path.close());
    }
  }
}

function open(path: Path): HeadFigure {
  return { path, isFilled: false };
}

function filled(path: Path): HeadFigure {
  return { path, isFilled: true };
}
