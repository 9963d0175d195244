import assert from "node:assert/strict";
import { comparePaint } from "../../../../board/order.ts";
import type { ArrowShape, Shape } from "../../../../board/shape.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, frameOf, geoOf } from "../../../support/board/figures.ts";
import { editsOf } from "../../../support/board/boards.ts";

/** Three squares of 100, at 0, 150 and 600, each painted above the one before. */
function desk() {
  const { editor } = new Desk();
  const xs = { a: 0, b: 150, c: 600 };
  Object.entries(xs).forEach(([id, x], i) => editor.writer.add([geoOf(id, { x, y: 10 * i, order: `a${i}` })]));
  const commands = commandsFor(editor);
  const run = (id: string, ...selected: string[]) => {
    if (selected.length > 0) editor.selection.set(selected);
    const command = commands.find((each) => each.id === id)!;
    assert.ok(command.applies?.() ?? true, `${id} does not apply`);
    command.run();
  };
  const applies = (id: string) => commands.find((each) => each.id === id)!.applies!();
  const get = <S extends Shape>(id: string) => editor.shapes.get(id) as S;
  const painted = () => [...editor.shapes.all()].sort(comparePaint).map(({ id }) => id).join("");
  return { editor, run, applies, get, painted };
}

const all = ["a", "b", "c"];

Deno.test("aligning moves shapes to the common edge and writes nothing for those already there", () => {
  const { editor, run, get } = desk();
  run("align.left", ...all);
  assert.deepEqual(all.map((id) => get(id).x), [0, 0, 0]);
  assert.deepEqual([...editsOf(editor.board).keys()].sort(), ["b/x", "c/x"]);
  run("align.bottom");
  assert.deepEqual(all.map((id) => get(id).y), [20, 20, 20]);
});

Deno.test("distributing leaves the outermost shapes in place", () => {
  const { run, get } = desk();
  run("distribute.across", ...all);
  assert.deepEqual(all.map((id) => get(id).x), [0, 300, 600]);
});

Deno.test("a group is aligned as a unit, and its members keep their relative positions", () => {
  const { run, get } = desk();
  run("group", "b", "c");
  run("align.left", ...all);
  assert.deepEqual(all.map((id) => get(id).x), [0, 0, 450]);
  assert.equal(get("b").groups?.length, 1);
  assert.deepEqual(get("b").groups, get("c").groups);
});

Deno.test("groups nest, and ungrouping removes the outermost first", () => {
  const { run, get, applies } = desk();
  run("group", "a", "b");
  const inner = get("a").groups;
  run("group", ...all);
  assert.equal(get("a").groups?.length, 2);
  run("ungroup");
  assert.deepEqual([get("a").groups, get("c").groups], [inner, undefined]);
  run("ungroup", ...all);
  assert.ok(!applies("ungroup"));
});

Deno.test("paint order: to front, to back, and a step past an overlapping shape", () => {
  const { run, painted } = desk();
  run("order.front", "a");
  assert.equal(painted(), "bca");
  run("order.back", "c");
  assert.equal(painted(), "cba");
  run("order.forward", "c");
  assert.equal(painted(), "cba", "it overlaps nothing that it could pass");
});

Deno.test("a step forward passes the nearest overlapping shape, and several shapes keep their order", () => {
  const { editor, run, painted } = desk();
  editor.writer.add([geoOf("d", { x: 20, order: "a3" }), geoOf("e", { x: 40, order: "a4" })]);
  run("order.forward", "a");
  assert.equal(painted(), "bcdae");
  run("order.front", "a", "b");
  assert.equal(painted(), "cdeba");
  run("order.backward", "a");
  assert.equal(painted(), "cdaeb");
});

Deno.test("copies have their own groups, ties and ids, and are selected", () => {
  const { editor, run, get } = desk();
  const tied = { start: { x: 50, y: 50, to: "a", u: 0.5, v: 0.5 }, end: { x: 650, y: 50, to: "c", u: 0.5, v: 0.5 } };
  editor.writer.add([arrowOf("t", tied)]);
  run("group", "a", "b");
  run("duplicate", "a", "b", "t");
  const copies = [...editor.selection.ids.value].map((id) => get(id));
  assert.equal(copies.length, 3);
  const [a, b] = copies.filter(({ kind }) => kind === "geo").sort((one, two) => one.x - two.x);
  assert.deepEqual([a.x, a.y, b.x], [16, 16, 166]);
  assert.deepEqual(a.groups, b.groups);
  assert.notDeepEqual(a.groups, get("a").groups);
  const arrow = copies.find(({ kind }) => kind === "arrow") as ArrowShape;
  assert.equal(arrow.start.to, a.id);
  assert.equal(arrow.end.to, undefined, "its other end is not among the copies");
  editor.history.undo();
  assert.equal(editor.shapes.count.value, 4);
});

Deno.test("locked shapes do not change until they are unlocked", () => {
  const { editor, run, applies, get } = desk();
  run("lock", "a");
  assert.ok(!applies("delete"));
  run("nudge.right.large", "a", "b");
  assert.deepEqual([get("a").x, get("b").x], [0, 160]);
  editor.selection.set(["a"]);
  run("unlock");
  run("nudge.down.small");
  assert.equal(get("a").y, 1);
});

Deno.test("flipping mirrors positions about the common middle, and angles and lines", () => {
  const { editor, run, get } = desk();
  editor.board.edit("a", "angle", 0.2);
  run("flip.across", "b", "c");
  assert.deepEqual([get("b").x, get("c").x], [600, 150]);
  run("flip.down", "a");
  // The last digit of trigonometric functions differs between engines.
  assert.ok(Math.abs(get("a").angle! + 0.2) < 1e-9);
});

Deno.test("a frame is flipped with its contents about its own middle", () => {
  const { editor, run, get } = desk();
  editor.writer.add([frameOf("f", { w: 700, h: 200 })]);
  editor.writer.change(new Map([["c", { x: 650, frame: "f" }]]));
  run("flip.across", "f");
  assert.deepEqual(["f", "a", "b", "c"].map((id) => get(id).x), [0, 600, 450, -50]);
});

Deno.test("pasting a style sets the properties that a shape has, and removes those the source does not set", () => {
  const { editor, run, applies, get } = desk();
  editor.writer.change(new Map([["a", { color: "red", dash: "dotted" }], ["b", { sketch: true }]]));
  editor.writer.add([arrowOf("t", { endHead: "dot" })]);
  editor.selection.set(["b"]);
  assert.equal(applies("style.paste"), false, "there is none to paste");
  run("style.copy", "a");
  assert.equal(applies("style.paste"), true);
  run("style.paste", "b", "t");
  const { color, dash, sketch } = get("b") as unknown as Record<string, unknown>;
  assert.deepEqual({ color, dash, sketch }, { color: "red", dash: "dotted", sketch: undefined });
  assert.equal(get<ArrowShape>("t").endHead, "dot");
});

Deno.test("viewers change nothing", () => {
  const { editor, applies } = desk();
  editor.selection.set(all);
  editor.role.value = "viewer";
  for (const id of ["delete", "duplicate", "align.left", "group", "lock", "order.front", "nudge.left.small"]) {
    assert.ok(!applies(id), id);
  }
  editor.writer.remove(new Set(all));
  assert.equal(editor.shapes.count.value, 3);
});
