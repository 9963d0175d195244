import { HEADS } from "../../../board/figure/line/arrow_head.ts";
import { orderAbove } from "../../../board/order.ts";
import { COLORS } from "../../../board/palette.ts";
import type { Shape } from "../../../board/shape.ts";
import { ALIGNS, DASHES, FILLS, FONTS, FORMS, ROUTES } from "../../../board/style.ts";
import type { Random } from "../random.ts";
import { stroke } from "./strokes.ts";

const TEXTS = [
  "",
  "a note",
  "three\nshort\nlines",
  "one word and 漢字 and 👍🏽 and more of it than fits in a line",
  "  end  ",
];

/** Shapes of every kind in usual sizes. @param count number of shapes */
export function usualShapes(count: number, random: Random): Shape[] {
  return Array.from({ length: count }, (_, i) => usualShape(`usual.${i}`, random));
}

function usualShape(id: string, random: Random): Shape {
  const within = (max: number) => Math.round(random.float() * max * 4) / 4;
  const chance = () => random.below(2) === 0;
  const box = { x: within(4_000) - 2_000, y: within(3_000), w: within(900), h: within(700) };
  const base = { id, order: orderAbove(undefined), ...box, ...(chance() && { angle: random.float() * 6 - 3 }) };
  const drawn = { color: random.pick(COLORS), width: random.pick([2, 4, 8, 16]), dash: random.pick(DASHES) };
  const written = {
    font: random.pick(FONTS),
    fontSize: random.pick([14, 20, 40]),
    align: random.pick(ALIGNS),
    text: random.pick(TEXTS),
  };
  const sketch = chance();
  switch (random.below(7)) {
    case 0:
      return { ...stroke(id, random, 2 + random.below(80)), nib: random.pick(["pen", "highlighter"]) };
    case 1: {
      const points = Array.from({ length: 2 * (2 + random.below(8)) }, () => within(500));
      return { ...base, ...drawn, kind: "line", points, sketch, smooth: chance() };
    }
    case 2: {
      const start = { x: within(800), y: within(800) }, end = { x: within(800), y: within(800) };
      const heads = { startHead: random.pick(HEADS), endHead: random.pick(HEADS) };
      const route = random.pick(ROUTES);
      return { ...base, angle: undefined, ...drawn, ...written, ...heads, kind: "arrow", route, start, end, sketch };
    }
    case 3:
      return { ...base, ...written, kind: "text", color: random.pick(COLORS), wraps: chance() };
    case 4:
      return { ...base, ...written, kind: "note", color: random.pick(COLORS) };
    case 5:
      return { ...base, kind: "frame", name: random.pick(TEXTS) };
    default: {
      const look = { form: random.pick(FORMS), fill: random.pick(FILLS), rounded: chance(), flipX: chance(), sketch };
      return { ...base, ...drawn, ...written, ...look, kind: "geo" };
    }
  }
}
