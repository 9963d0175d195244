import assert from "node:assert/strict";
import type { SelectionPresence } from "../../../../board/wire/selection_presence.ts";
import { SELECTED_SHAPES_MAX } from "../../../../board/limits.ts";
import type { ArrowShape, GeoShape, LineShape, Shape } from "../../../../board/shape.ts";
import { SelectionReport } from "../../../../client/editor/people/selection_report.ts";
import { PeerHands } from "../../../../client/editor/people/peer_selections.ts";
import { linkedBoards } from "../../../support/board/boards.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";
import { FakeClock } from "../../../support/fake_clock.ts";
import { pointerAt } from "../../../support/client/tools.ts";

type At = readonly [x: number, y: number];
const KEYS = { shift: false, alt: false, mod: true };

/** Ada, who moves shapes, and Bo's view of them. */
function couple(...shapes: readonly Shape[]) {
  const [mine, theirs] = linkedBoards(2);
  mine.transact(() => shapes.forEach((shape) => mine.add(shape)), "local");
  const ada = new Desk(mine), bo = new Desk(theirs);
  ada.editor.tool.value = "select";
  const clock = new FakeClock();
  new SelectionReport(ada.editor, clock);
  const hands = new PeerHands(bo.editor);
  const user = { name: "Ada", color: "red" } as const;
  /** Bo receives the last message and shows it without easing. */
  const hear = () => {
    const held: unknown = JSON.parse(JSON.stringify(ada.held.at(-1) ?? null));
    hands.follow([{ id: 1, user, cursor: null, ...(held !== null && { held }) }]);
    return hands.advance(1);
  };
  const { select } = ada.tools;
  const press = (...places: readonly At[]) => {
    select.down(pointerAt([places[0]], { keys: KEYS }));
    for (const place of places.slice(1)) select.move(pointerAt([place], { keys: KEYS }));
  };
  const lift = (place: At, keys = KEYS) => select.up(pointerAt([place], { keys }));
  const seen = (id: string) => {
    hear();
    const { x, y, w, h, angle = 0 } = hands.drafts.get(id) ?? bo.editor.shapes.get(id)!;
    return [x, y, w, h, Math.round(angle * 100) / 100];
  };
  return { ada, bo, hands, hear, press, lift, seen, clock };
}

const filled = (id: string, rest: Partial<Shape> = {}) => geoOf(id, { fill: "solid", ...rest } as object);

Deno.test("peers receive the selection, or its box when it has many shapes", () => {
  const many = Array.from({ length: SELECTED_SHAPES_MAX + 1 }, (_, i) => filled(`s${i}`, { x: 10 * i }));
  const { ada } = couple(...many);
  ada.editor.selection.set(["s1", "s0"]);
  assert.deepEqual(ada.held.at(-1), { shapes: ["s1", "s0"], box: undefined });
  ada.editor.selection.set(many.map(({ id }) => id));
  assert.deepEqual(ada.held.at(-1)!.shapes, []);
  assert.deepEqual([ada.held.at(-1)!.box!.x, ada.held.at(-1)!.box!.w], [0, 260]);
  ada.editor.selection.set([]);
  assert.equal(ada.held.at(-1), undefined);
});

Deno.test("while a board is frozen no selection is told: the server would ignore the cursor with it", () => {
  const { ada } = couple(filled("a"));
  ada.editor.role.value = "editor";
  ada.editor.selection.set(["a"]);
  ada.editor.moderation.value = { frozen: true, muted: false };
  assert.equal(ada.held.at(-1), undefined);
  ada.editor.moderation.value = { frozen: false, muted: false };
  assert.deepEqual(ada.held.at(-1)?.shapes, ["a"]);
});

Deno.test("a peer's dragged shape is shown at its position, and stays there when dropped", () => {
  const { ada, bo, press, lift, seen, clock, hands } = couple(filled("a"));
  press([50, 50], [80, 70]);
  assert.deepEqual(seen("a"), [30, 20, 100, 100, 0]);
  assert.equal(bo.editor.shapes.get("a")!.x, 0, "the board is as it was");
  lift([80, 70]);
  assert.equal(bo.editor.shapes.get("a")!.x, 30, "what was written came");
  assert.deepEqual(seen("a"), [30, 20, 100, 100, 0], "and is not moved once more");
  clock.pass(300);
  assert.deepEqual(seen("a"), [30, 20, 100, 100, 0]);
  assert.equal(hands.drafts.size, 0);
  // The next gesture begins where the last one ended.
  press([80, 70], [90, 70]);
  assert.deepEqual(seen("a"), [40, 20, 100, 100, 0]);
  assert.equal(ada.held.at(-1)!.gesture, 2);
});

Deno.test("the box around many shapes is correct during a drag, after the drop and after lingering", () => {
  const many = Array.from({ length: SELECTED_SHAPES_MAX + 1 }, (_, i) => filled(`s${i}`, { x: 10 * i }));
  const { ada, press, lift, clock, hands, hear } = couple(...many);
  const box = () => {
    hear();
    return [...hands.outlines()].map(({ shape }) => [shape.x, shape.y]);
  };
  ada.editor.selection.set(many.map(({ id }) => id));
  for (const [from, to] of [[50, 80], [80, 110]]) {
    press([from, 50], [to, 50]);
    assert.deepEqual(box(), [[to - 50, 0]]);
    lift([to, 50]);
    assert.deepEqual(box(), [[to - 50, 0]], "what was written is not moved once more");
  }
  clock.pass(300);
  assert.deepEqual(box(), [[60, 0]]);
  ada.editor.writer.change(new Map([["s0", { x: -40 }]]));
  assert.deepEqual(box(), [[-40, 0]]);
});

Deno.test("a cancelled gesture returns the shape", () => {
  const { ada, press, seen, clock } = couple(filled("a"));
  press([50, 50], [80, 70]);
  ada.tools.select.cancel();
  clock.pass(300);
  assert.deepEqual(seen("a"), [0, 0, 100, 100, 0]);
});

Deno.test("peers' turned and resized shapes are shown so, and arrows follow", () => {
  const end = { x: 50, y: 50, to: "a", u: 0.5, v: 0.5 };
  const { ada, press, lift, seen, clock, hands } = couple(
    filled("a"),
    arrowOf("c", { start: { x: 400, y: 50 }, end }),
  );
  ada.editor.selection.set(["a"]);
  press([100, 100], [200, 150]);
  assert.deepEqual(seen("a"), [0, 0, 200, 150, 0]);
  const tip = (hands.drafts.get("c") as ArrowShape).trace!.slice(-2);
  assert.ok(tip[0] > 200 && tip[1] > 60, `${tip}`);
  lift([200, 150]);
  clock.pass(300);
  assert.deepEqual(seen("a"), [0, 0, 200, 150, 0]);
  const { w } = ada.editor.shapes.get("a")!;
  press([w / 2, -24], [w / 2 + 99, 75]);
  assert.deepEqual(seen("a"), [0, 0, 200, 150, 1.57]);
});

Deno.test("an arrow between a local and a peer's moving shape follows both", () => {
  const tied = (to: string) => ({ x: 0, y: 0, to, u: 0.5, v: 0.5 });
  const arrow = arrowOf("c", { start: tied("a"), end: tied("b") });
  const { bo, press, hear, hands } = couple(filled("a"), filled("b", { x: 300 }), arrow);
  press([50, 50], [50, 250]);
  bo.editor.drafts.carry(new Set(["b"]), { x: 0, y: 400 });
  hear();
  const { start, end } = hands.drafts.get("c") as ArrowShape;
  assert.deepEqual([start.y, end.y], [250, 450]);
});

Deno.test("a peer's dragged arrow end and line point are shown at their position", () => {
  const line = { ...filled("l", { y: 300 }), kind: "line", points: [0, 0, 100, 100] } as Shape;
  const { ada, press, lift, seen, hands, hear } = couple(arrowOf("c", { bend: 0.3, route: "curve" }), line);
  ada.editor.selection.set(["c"]);
  press([100, 0], [100, 200]);
  hear();
  const drawn = hands.drafts.get("c") as ArrowShape;
  assert.deepEqual([drawn.end, drawn.bend], [{ x: 100, y: 200 }, 0.3]);
  lift([100, 200]);
  ada.editor.selection.set(["l"]);
  press([100, 400], [200, 500]);
  assert.deepEqual(seen("l"), [0, 300, 200, 200, 0]);
  lift([200, 500]);
  assert.deepEqual(seen("l"), [0, 300, 200, 200, 0]);
  press([100, 400], [300, 400]);
  hear();
  assert.equal((hands.drafts.get("l") as LineShape).points.length, 6, "a new point");
});

Deno.test("copies being dragged are shown beside their sources, with the arrows between them", () => {
  const tied = (to: string) => ({ x: 0, y: 0, to, u: 0.5, v: 0.5 });
  const arrow = arrowOf("c", { start: tied("a"), end: tied("b") });
  const { ada, bo, press, lift, hands, hear } = couple(filled("a"), filled("b", { x: 300 }), arrow);
  ada.editor.selection.set(["c", "b", "a"]);
  press([50, 50]);
  const keys = { ...KEYS, alt: true };
  ada.tools.select.move(pointerAt([[50, 450]], { keys }));
  hear();
  const copies = [...hands.drafts.loose];
  assert.deepEqual(copies.map(({ kind, x, y }) => kind === "geo" && [x, y]), [[0, 400], [300, 400], false]);
  const { trace } = copies[2] as ArrowShape;
  assert.deepEqual([trace![1], trace!.at(-1)], [450, 450], "it runs from copy to copy");
  assert.ok(!["a", "b", "c"].some((id) => hands.drafts.ids.has(id)), "what they are copies of stays");
  assert.deepEqual([...hands.outlines()].map(({ shape }) => Math.round(shape.y + shape.h / 2)), [450, 450, 450]);
  lift([50, 450], keys);
  hear();
  assert.deepEqual([hands.drafts.size, bo.editor.shapes.count.value], [0, 6]);
});

Deno.test("a shape held or edited locally stays at its local position", () => {
  const { ada, bo, press, seen, hear, hands, clock } = couple(filled("a"), filled("b", { x: 300 }));
  press([50, 50], [80, 50]);
  hear();
  assert.ok(hands.drafts.ids.has("a"));
  bo.editor.drafts.show([{ ...bo.editor.shapes.get("a")!, y: 500 }]);
  hear();
  assert.ok(!hands.drafts.ids.has("a"));
  ada.tools.select.cancel();
  clock.pass(300);
  ada.editor.selection.set(["a"]);
  hear();
  assert.deepEqual(
    [...hands.outlines()].map(({ shape }) => shape.y),
    [500],
    "where it is outlined for who has it selected",
  );
  bo.editor.drafts.show([]);
  bo.editor.editText(bo.editor.shapes.get("a")!);
  assert.deepEqual(seen("a"), [0, 0, 100, 100, 0]);
});

Deno.test("a change to a shape that a peer drags or resizes is visible to both at once", () => {
  const { ada, bo, press, lift, seen, hands } = couple(filled("a"));
  ada.editor.selection.set(["a"]);
  const colors = () => [hands.drafts.get("a"), ada.editor.drafts.get("a")].map((shape) => (shape as GeoShape).color);
  for (const [from, to, color] of [[[50, 50], [80, 50], "red"], [[130, 100], [180, 150], "blue"]] as const) {
    press(from, to);
    seen("a");
    bo.editor.writer.change(new Map([["a", { color }]]));
    ada.tools.select.move(pointerAt([to], { keys: KEYS }));
    seen("a");
    assert.deepEqual(colors(), [color, color]);
    lift(to);
  }
  assert.deepEqual(seen("a"), [30, 0, 150, 150, 0]);
});

Deno.test("a peer's moving frame is shown with its contents, or as an outline when there are too many", () => {
  const frame = { id: "f", kind: "frame", name: "Plan", order: "a0", x: 0, y: 0, w: 400, h: 400 } as const;
  const inside = Array.from({ length: 300 }, (_, i) => filled(`s${i}`, { x: 100, y: 100, frame: "f" } as object));
  for (const count of [3, 300]) {
    const { press, hear, hands } = couple(frame, ...inside.slice(0, count));
    press([0, 200], [30, 200]);
    hear();
    assert.equal(hands.drafts.size, count === 3 ? 4 : 0);
    assert.deepEqual([...hands.outlines()].map(({ color, shape }) => [color, shape.id, shape.x]), [["red", "f", 30]]);
  }
});

Deno.test("motions ease towards the reported position and stop there", () => {
  const { hands } = couple(filled("a"));
  const user = { name: "Ada", color: "red" } as const;
  const hear = (held: SelectionPresence) => hands.follow([{ id: 1, user, cursor: null, held }]);
  hear({ shapes: ["a"], gesture: 1, motion: { kind: "move", by: { x: 10, y: 0 } } });
  assert.equal(hands.advance(0.3), false);
  hear({ shapes: ["a"], gesture: 1, motion: { kind: "move", by: { x: 110, y: 0 } } });
  assert.equal(hands.advance(0.3), true);
  const { x } = hands.drafts.get("a")!;
  assert.ok(x > 20 && x < 60, `${x}`);
  for (let i = 0; i < 40; i++) hands.advance(0.3);
  assert.equal(hands.drafts.get("a")!.x, 110);
  assert.equal(hands.advance(0.3), false);
});

Deno.test("a peer that leaves holds nothing, and hostile messages move no shape off the board", () => {
  const { hands } = couple(filled("a"));
  const user = { name: "Eve", color: "red" } as const;
  const by = { x: 1e6, y: 1e6, about: { x: 0, y: 0 } };
  const motion = { kind: "scale", box: { x: 0, y: 0, w: 1, h: 1 }, by };
  hands.follow([{ id: 1, user, cursor: null, held: { shapes: ["a"], gesture: 1, motion } }]);
  hands.advance(1);
  assert.equal(hands.drafts.size, 0);
  hands.follow([{ id: 1, user, cursor: null, held: { shapes: ["a", "gone"] } }]);
  assert.deepEqual([...hands.outlines()].map(({ shape }) => shape.id), ["a"]);
  hands.follow([]);
  assert.deepEqual([...hands.outlines()], []);
});
