import assert from "node:assert/strict";
import type { ArrowShape, GeoShape, Shape } from "../../../../board/shape.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { arrowOf, frameOf, geoOf } from "../../../support/board/figures.ts";
import { Hand } from "../../../support/client/hand.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { pointerAt } from "../../../support/client/tools.ts";
import { editsOf } from "../../../support/board/boards.ts";

const filled = (id: string, x: number, rest = {}) => geoOf(id, { x, fill: "solid", ...rest });
const FRAME = frameOf("f", { x: 300 });
const placeOf = ({ x, y }: Shape) => [x, y];

Deno.test("a drag is one undo step and writes only the position", () => {
  const hand = new Hand([filled("a", 0), filled("b", 200)]);
  hand.drag([[50, 50], [60, 55], [80, 70]]);
  assert.deepEqual(placeOf(hand.shape("a")), [30, 20]);
  assert.deepEqual([...editsOf(hand.board).keys()].sort(), ["a/x", "a/y"]);
  assert.equal(hand.steps, 1);
  hand.undo();
  assert.deepEqual(placeOf(hand.shape("a")), [0, 0]);
});

Deno.test("the board is unchanged during a drag and after Escape", () => {
  const hand = new Hand([filled("a", 0)]);
  hand.press([[50, 50], [90, 90]]);
  const { drafts } = hand.desk.editor;
  assert.deepEqual(placeOf(hand.shape("a")), [0, 0]);
  assert.deepEqual(placeOf(drafts.get("a")!), [40, 40]);
  hand.desk.tools.select.cancel();
  assert.equal(drafts.size, 0);
  assert.equal(hand.steps, 0);
});

Deno.test("a shape that a peer deletes during a drag leaves it at once, even at rest; the others stay in it", () => {
  const hand = new Hand([filled("a", 0), filled("b", 200)]).click([50, 50]).click([250, 50], { shift: true });
  hand.press([[50, 50], [50, 90]]);
  const { drafts } = hand.desk.editor;
  const before = drafts.carried!.ids;
  hand.board.transact(() => hand.board.remove(new Set(["a"])), "remote");
  assert.deepEqual([[...drafts.ids], [...drafts.carried!.ids]], [["b"], ["b"]]);
  assert.notEqual(drafts.carried!.ids, before, "the picture of them is painted anew");
  hand.desk.tools.select.up(pointerAt([[50, 100]]));
  assert.deepEqual([placeOf(hand.shape("b")), hand.shape("a"), hand.steps], [[200, 50], undefined, 1]);
});

Deno.test("peers' changes to a dragged shape show at once, except for its position, and are kept", () => {
  const hand = new Hand([filled("a", 0), filled("b", 200)]).click([50, 50]).click([250, 50], { shift: true });
  hand.press([[50, 50], [50, 90]]);
  const { drafts } = hand.desk.editor;
  const others = (edit: () => void) => hand.board.transact(edit, "remote");
  others(() => {
    hand.board.edit("a", "color", "red");
    hand.board.edit("a", "y", 500);
  });
  const shown = drafts.get("a") as GeoShape;
  assert.deepEqual([shown.color, ...placeOf(shown)], ["red", 0, 40]);
  assert.deepEqual([[...drafts.carried!.ids], drafts.ids.size], [["b"], 2], "it is painted anew");
  others(() => hand.board.remove(new Set(["a"])));
  assert.equal(drafts.get("a"), undefined);
  others(() => hand.board.add(filled("a", 0, { color: "blue" })));
  assert.equal((drafts.get("a") as GeoShape).color, "blue");
  others(() => hand.board.edit("a", "x", 7));
  hand.desk.tools.select.up(pointerAt([[50, 100]]));
  assert.deepEqual(["a", "b"].map((id) => placeOf(hand.shape(id))), [[7, 50], [200, 50]], "across nobody dragged it");
});

Deno.test("Shift keeps the shapes in their row or column", () => {
  const hand = new Hand([filled("a", 0)]);
  hand.drag([[50, 50], [90, 60]], { shift: true });
  assert.deepEqual(placeOf(hand.shape("a")), [40, 0]);
});

Deno.test("Alt moves a copy and selects it; the original stays", () => {
  const hand = new Hand([filled("a", 0, { groups: ["g"] }), filled("b", 200, { groups: ["g"] })]);
  hand.drag([[50, 50], [50, 150]], { alt: true });
  assert.deepEqual(placeOf(hand.shape("a")), [0, 0]);
  const copies = hand.selected.map((id) => hand.shape(id));
  assert.deepEqual(copies.map(placeOf).sort(), [[0, 100], [200, 100]]);
  assert.ok(copies[0].groups![0] !== "g" && copies[0].groups![0] === copies[1].groups![0], "a group of their own");
  assert.equal(hand.steps, 1);
});

Deno.test("a moved arrow moves its unconnected ends; connected ends stay", () => {
  const end = { x: 250, y: 50, to: "a", u: 0.5, v: 0.5 };
  const hand = new Hand([
    filled("a", 200),
    arrowOf("tied", { start: { x: 0, y: 50 }, end }),
    arrowOf("free", { start: { x: 0, y: 300 }, end: { x: 100, y: 300 } }),
    arrowOf("orphan", { start: { x: 0, y: 400 }, end: { x: 100, y: 400, to: "gone", u: 0, v: 0 } }),
  ]);
  hand.drag([[50, 50], [50, 70]]);
  const tied = hand.shape<ArrowShape>("tied");
  assert.deepEqual(placeOf(tied.start as unknown as Shape), [0, 70]);
  assert.deepEqual(tied.end, end);
  hand.drag([[50, 300], [60, 310]]);
  assert.deepEqual(hand.shape<ArrowShape>("free").end, { x: 110, y: 310 });
  hand.drag([[50, 400], [60, 410]]);
  assert.deepEqual(hand.shape<ArrowShape>("orphan").end, { x: 110, y: 410 });
});

Deno.test("a frame moves its contents, except locked shapes", () => {
  const hand = new Hand([
    FRAME,
    filled("in", 350, { y: 50, frame: "f" }),
    filled("fixed", 450, { y: 150, frame: "f", locked: true }),
  ]);
  hand.drag([[300, 150], [320, 160]]);
  assert.deepEqual(["f", "in", "fixed"].map((id) => placeOf(hand.shape(id))), [[320, 10], [370, 60], [450, 150]]);
  assert.equal(hand.shape("in").frame, "f");
});

Deno.test("a shape joins the frame that it is dropped on, or leaves its frame, in the undo step of the move", () => {
  const hand = new Hand([FRAME, filled("a", 0), inkOf("ink", { x: 20, y: 200 })]);
  hand.drag([[50, 50], [400, 100]]);
  assert.equal(hand.shape("a").frame, "f");
  assert.equal(hand.steps, 1);
  hand.drag([[400, 100], [50, 50]]);
  assert.equal(hand.shape("a").frame, undefined);
  hand.drag([[30, 200], [295, 200]]);
  assert.equal(hand.shape("ink").frame, undefined, "a stroke over the edge would be cut");
  hand.drag([[300, 230], [300, 260]]);
});

Deno.test("a shape does not join a frame that moves away from where the shape is dropped", () => {
  const hand = new Hand([FRAME, filled("a", 0)]);
  hand.desk.editor.selection.set(["f", "a"]);
  hand.drag([[50, 50], [60, 55], [400, 150]]);
  assert.deepEqual([placeOf(hand.shape("a")), placeOf(hand.shape("f"))], [[350, 100], [650, 100]]);
  assert.equal(hand.shape("a").frame, undefined);
});

Deno.test("shapes drawn in a frame, or enclosed by a new frame, belong to it", () => {
  const hand = new Hand([filled("a", 350, { y: 50 }), filled("half", 550, { y: 150 })]);
  const { context, editor } = hand.desk;
  context.commit(FRAME);
  assert.deepEqual([hand.shape("a").frame, hand.shape("half").frame], ["f", undefined]);
  context.commit(inkOf("drawn", { x: 320, y: 20 }));
  assert.equal(hand.shape("drawn").frame, "f");
  editor.history.undo();
  editor.history.undo();
  assert.equal(hand.shape("a").frame, undefined, "one step each");
});

Deno.test("the contents of a deleted frame stay, and belong to it again after undo", () => {
  const hand = new Hand([FRAME, filled("a", 350, { y: 50, frame: "f" })]);
  hand.desk.context.remove(new Set(["f"]));
  assert.deepEqual(hand.click([400, 100]).selected, ["a"]);
  hand.undo();
  hand.drag([[300, 200], [310, 200]]);
  assert.equal(hand.shape("a").x, 360);
});

Deno.test("the clipped part of a shape cannot be hit", () => {
  const hand = new Hand([FRAME, filled("a", 550, { y: 50, frame: "f" })]);
  assert.deepEqual(hand.click([620, 100]).selected, []);
  assert.deepEqual(hand.click([580, 100]).selected, ["a"]);
});

Deno.test("a drag near an edge of another shape snaps to it and shows a guide; Mod turns snapping off", () => {
  const hand = new Hand([filled("a", 0), filled("b", 200, { y: 300 })]);
  hand.press([[50, 50], [247, 90]], { mod: false });
  assert.ok(hand.desk.editor.selection.guides.value.some(({ x1, x2 }) => x1 === 200 && x2 === 200));
  hand.desk.tools.select.cancel();
  assert.deepEqual(hand.desk.editor.selection.guides.value, []);
  hand.drag([[50, 50], [247, 90]], { mod: false });
  assert.deepEqual(placeOf(hand.shape("a")), [200, 40]);
  hand.undo();
  hand.drag([[50, 50], [247, 90]], { mod: true });
  assert.deepEqual(placeOf(hand.shape("a")), [197, 40]);
});

Deno.test("with the grid on, the corner snaps to grid lines", () => {
  const hand = new Hand([filled("a", 3)]);
  hand.desk.editor.grid.value = true;
  hand.drag([[50, 50], [75, 71]], { mod: false });
  assert.deepEqual(placeOf(hand.shape("a")), [20, 20]);
});

Deno.test("a frame also moves its contents by keys and by alignment", () => {
  const hand = new Hand([FRAME, filled("in", 350, { y: 50, frame: "f" }), filled("b", 0, { y: 500 })]);
  const commands = commandsFor(hand.desk.editor);
  const run = (id: string, ...ids: string[]) => {
    hand.desk.editor.selection.set(ids);
    commands.find((command) => command.id === id)!.run();
  };
  run("nudge.down.large", "f", "in");
  assert.deepEqual([placeOf(hand.shape("f")), placeOf(hand.shape("in"))], [[300, 10], [350, 60]]);
  run("align.left", "f", "in", "b");
  assert.deepEqual([placeOf(hand.shape("f")), placeOf(hand.shape("in"))], [[0, 10], [50, 60]]);
});
