import { encodeInk } from "../../../board/ink.ts";
import { orderAbove } from "../../../board/order.ts";
import { COLORS } from "../../../board/palette.ts";
import type { Shape } from "../../../board/shape.ts";
import { FORMS } from "../../../board/style.ts";
import { handwriting } from "./handwriting.ts";
import { type Random, seeded } from "../random.ts";
import { inkOf } from "./shapes.ts";

const COLUMNS = 125;
const CELL = { w: 100, h: 80 };

/** Shapes in rows, as on a large board. */
export function mixedShapes(count: number): Shape[] {
  const random = seeded(1);
  let order: string | undefined;
  return Array.from({ length: count }, (_, i) => shape(i, order = orderAbove(order), random));
}

/** Half ink, a third forms, the rest lines, arrows (every second one connected), notes and texts. */
function shape(i: number, order: string, random: Random): Shape {
  // At positions as drawn by hand: fractional coordinates take more memory than integers.
  const x = i % COLUMNS * CELL.w + 0.3125, y = Math.floor(i / COLUMNS) * CELL.h + 0.6875;
  const id = `many.${i.toString(36)}`, color = random.pick(COLORS);
  const base = { id, order, x, y, w: 70, h: 50 };
  const drawn = { ...base, color, width: 2 + random.below(3) };
  switch (i % 12) {
    case 6:
    case 7:
    case 8:
    case 9:
      return {
        ...drawn,
        kind: "geo",
        form: random.pick(FORMS),
        ...(i % 3 === 0 && { fill: random.pick(["semi", "solid", "hatch"] as const) }),
        ...(i % 5 === 0 && { sketch: true }),
      };
    case 10:
      if (i % 24 === 10) return { ...drawn, kind: "line", points: [0, 0, 70, 50] };
      return {
        ...drawn,
        kind: "arrow",
        route: "straight",
        start: { x, y, to: `many.${(i - 1).toString(36)}`, u: 0.5, v: 0.5 },
        end: { x: x + 60, y: y + 40 },
      };
    case 11:
      if (i % 24 === 11) return { ...base, kind: "note", color };
      return { ...base, kind: "text", color, text: "text" };
    default:
      return { ...inkOf(id, { order, x, y, w: 80, h: 30, color }), ink: encodeInk(handwriting(random)) };
  }
}
