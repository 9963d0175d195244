import { HEADS } from "../../../board/figure/line/arrow_head.ts";
import { encodeInk } from "../../../board/ink.ts";
import type { ArrowShape, GeoShape, LineShape, Shape } from "../../../board/shape.ts";
import { DASHES, FILLS, FONTS, FORMS, ROUTES } from "../../../board/style.ts";
import { orderAbove, type OrderKey } from "../../../board/order.ts";
import { arrowOf, frameOf, geoOf, noteOf, textOf } from "../board/figures.ts";
import { shownAs } from "./drawing_facts.ts";

/** A drawing with every kind of shape and style of ours, fitted and tied as boards show it. */
export function ownDrawing(): Shape[] {
  const forms = FORMS.map((form, i): GeoShape =>
    geoOf(`form-${form}`, {
      form,
      x: 40 + 180 * i,
      y: 60,
      w: 140,
      h: 100,
      text: form,
      rounded: i % 2 === 0,
      fill: FILLS[i % FILLS.length],
      dash: DASHES[i % DASHES.length],
      font: FONTS[i % FONTS.length],
      fontSize: 18,
      sketch: i % 3 === 2,
      ...(i === 2 && { fillColor: "#ffe8cc" as const, angle: 0.3 }),
    })
  );
  const arrows = HEADS.flatMap((endHead, i): ArrowShape[] => [
    arrowOf(`arrow-${endHead}`, {
      endHead,
      route: ROUTES[i % ROUTES.length],
      width: 3,
      start: { x: 0, y: 0, to: `form-${FORMS[i % FORMS.length]}`, u: 0.5, v: 0.5 },
      end: { x: 0, y: 0, to: `note-${i % 3}`, u: 0.5, v: 0.5 },
      ...(i === 1 && { text: "goes to" }),
      ...(i === 4 && { bend: 0.3 }),
    }),
  ]);
  const notes = ["one", "two\nlines", "three"].map((text, i) =>
    noteOf(`note-${i}`, { x: 100 + 400 * i, y: 400, text })
  );
  const line: LineShape = {
    id: "line",
    kind: "line",
    order: "a0",
    x: 60,
    y: 700,
    w: 200,
    h: 80,
    color: "green",
    width: 4,
    points: [0, 0, 100, 80, 200, 0],
    smooth: true,
  };
  const area: LineShape = { ...line, id: "area", x: 320, smooth: false, fill: "semi", color: "red" };
  const samples = Float32Array.from({ length: 90 }, (_, i) => {
    const step = Math.floor(i / 3);
    return [step * 6, 40 + 30 * Math.sin(step / 3), 0.4 + 0.2 * Math.sin(step)][i % 3];
  });
  const inks = (["pen", "highlighter"] as const).map((nib, i): Shape => ({
    id: `ink-${nib}`,
    kind: "ink",
    order: "a0",
    nib,
    x: 600 + 240 * i,
    y: 700,
    w: 174,
    h: 60,
    color: i === 0 ? "violet" : "yellow",
    width: i === 0 ? 6 : 24,
    ink: encodeInk({ points: samples, pressure: i === 0 }),
  }));
  const inFrame = geoOf("held", { x: 1_120, y: 720, frame: "frame", groups: ["outer", "inner"], locked: true });
  const rest = [
    frameOf("frame", { x: 1_080, y: 680, w: 240, h: 200, name: "Plan" }),
    inFrame,
    { ...inFrame, id: "held-too", x: 1_200, opacity: 0.5, link: "https://example.org/" },
    textOf("text", { x: 60, y: 860, text: "Plain words\nin two lines", fontSize: 28, font: "serif" }),
  ];
  let order: OrderKey | undefined;
  const shapes = [...forms, ...notes, line, area, ...inks, ...rest, ...arrows]
    .map((shape) => ({ ...shape, order: order = orderAbove(order) } as Shape));
  return shownAs(shapes);
}
