import type { Point } from "../../../board/figure/point.ts";
import type { Context } from "../surface.ts";

interface Look {
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  readonly line: string;
  readonly ground: string;
}

/** Radius of the disc and sizes of the lock in it, CSS pixels. */
const SIZES = { disc: 11, width: 9, height: 7, round: 1.5, bow: 3, line: 1.5 };

/** Paints a closed lock on a disc. @param at its middle, device pixels */
export function paintLock(context: Context, at: Point, { ratio, line, ground }: Look): void {
  const { disc, width, height, round, bow } = SIZES;
  context.setTransform(ratio, 0, 0, ratio, Math.round(at.x), Math.round(at.y));
  context.fillStyle = ground;
  context.strokeStyle = line;
  context.lineWidth = SIZES.line;
  context.beginPath();
  context.arc(0, 0, disc, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(0, -2, bow, Math.PI, 0);
  context.stroke();
  context.beginPath();
  context.roundRect(-width / 2, -1.5, width, height, round);
  context.fillStyle = line;
  context.fill();
  context.setTransform(1, 0, 0, 1, 0, 0);
}
