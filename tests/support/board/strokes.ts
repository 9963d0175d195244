import { Board } from "../../../board/document.ts";
import { encodeInk } from "../../../board/ink.ts";
import { orderAbove } from "../../../board/order.ts";
import { COLORS } from "../../../board/palette.ts";
import type { InkShape } from "../../../board/shape.ts";
import type { Random } from "../random.ts";

/** A stroke of a few random samples. */
export function stroke(id: string, random: Random, samples = 20): InkShape {
  const points = new Float32Array(samples * 3);
  for (let i = 0; i < samples; i++) points.set([random.float() * 100, random.float() * 60, random.float()], i * 3);
  return {
    id,
    kind: "ink",
    order: orderAbove(undefined),
    nib: "pen",
    color: random.pick(COLORS),
    width: 4,
    x: Math.round(random.float() * 1_000),
    y: Math.round(random.float() * 1_000),
    w: 100,
    h: 60,
    ink: encodeInk({ points, pressure: true }),
  };
}

/** The content of a board in a form that does not depend on the order of its changes. */
export function contents(board: Board): Map<string, unknown> {
  return new Map([...board.readAll()].sort((a, b) => a.id < b.id ? -1 : 1).map((shape) => [shape.id, shape]));
}
