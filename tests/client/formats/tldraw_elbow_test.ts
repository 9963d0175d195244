import assert from "node:assert/strict";
import type { ArrowShape } from "../../../board/shape.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { arrow, binding, file, geo } from "../../support/formats/tldraw_files.ts";

const BOX = { w: 120, h: 80 };
const SIDE = { isPrecise: true, snap: "edge" };

/** The corners between the ends of an arrow from a box at 0, 0 to one elsewhere, or to a free place. */
async function cornersOf(
  to: { readonly x: number; readonly y: number; readonly isFree?: boolean },
  { props = {}, start = {}, end = {} }: Record<string, Record<string, unknown>> = {},
): Promise<{ readonly corners: readonly number[]; readonly arrow: ArrowShape; readonly back: ArrowShape }> {
  const first = geo(BOX), last = geo(BOX, to.isFree ? { x: 5_000 } : { x: to.x, y: to.y });
  const line = arrow({ kind: "elbow", start: { x: 60, y: 40 }, end: { x: to.x, y: to.y }, ...props });
  const records = [
    first,
    last,
    line,
    binding(line.id, first.id, { terminal: "start", isPrecise: false, ...start }),
    ...(to.isFree ? [] : [binding(line.id, last.id, { terminal: "end", isPrecise: false, ...end })]),
  ];
  const shown = await shapesShown(file(...records));
  const found = shown[2] as ArrowShape;
  const back = (await shapesShown(tldrawFile(shown, "")))[2] as ArrowShape;
  return { corners: inner(found), arrow: found, back };
}

function inner({ trace = [] }: ArrowShape): number[] {
  return trace.slice(2, -2).map(Math.round);
}

Deno.test("an arrow with corners turns where tldraw turns it, and again on its way back", async () => {
  for (
    const [name, corners, { corners: is, back }] of [
      ["half-way", [260, 40, 260, 200], await cornersOf({ x: 400, y: 160 })],
      [
        "where the person put it",
        [198, 40, 198, 200],
        await cornersOf({ x: 400, y: 160 }, { props: { elbowMidPoint: 0.2 } }),
      ],
      ["to the left", [-140, 40, -140, 200], await cornersOf({ x: -400, y: 160 })],
      ["one above the other", [60, 190, 100, 190], await cornersOf({ x: 40, y: 300 })],
      ["straight", [], await cornersOf({ x: 400, y: 0 })],
      [
        "from the lower side to the left one",
        [60, 240],
        await cornersOf({ x: 200, y: 200 }, {
          start: { ...SIDE, normalizedAnchor: { x: 0.5, y: 1 } },
          end: { ...SIDE, normalizedAnchor: { x: 0, y: 0.5 } },
        }),
      ],
      ["sidewards and down", [290, 40], await cornersOf({ x: 230, y: 300 })],
      ["to a free place", [255, 40, 255, 140], await cornersOf({ x: 370, y: 140, isFree: true })],
    ] as const
  ) {
    assert.deepEqual(is, corners, name);
    assert.deepEqual(inner(back), corners, `${name}, back`);
  }
});

Deno.test("an arrow whose corners ours finds as well still finds them when a shape is moved", async () => {
  const { arrow: usual } = await cornersOf({ x: 400, y: 160 });
  assert.deepEqual([usual.route, usual.via, usual.start.u, usual.end.u], ["elbow", undefined, 1, 0]);
  const { arrow: moved } = await cornersOf({ x: 400, y: 160 }, { props: { elbowMidPoint: 0.2 } });
  assert.deepEqual([moved.route, moved.via?.length], ["elbow", 4]);
});

Deno.test("corners of a line that is drawn by hand are round, others sharp", async () => {
  const hand = await cornersOf({ x: 400, y: 160 }, { props: { dash: "draw", size: "l" } });
  const solid = await cornersOf({ x: 400, y: 160 }, { props: { dash: "solid", size: "l" } });
  assert.deepEqual([hand.arrow.rounded, hand.arrow.corner, solid.arrow.rounded], [true, 10, undefined]);
});
