import assert from "node:assert/strict";
import fc from "fast-check";
import { Board } from "../../../../board/document.ts";
import type { Shape } from "../../../../board/shape.ts";
import { ROUTES } from "../../../../board/style.ts";
import { comparePaint, orderAbove } from "../../../../board/order.ts";
import { type ShapeChange, ShapeTable } from "../../../../client/editor/shapes/shape_table.ts";
import { intersects } from "../../../../client/geometry/box.ts";
import { sync } from "../../../support/board/boards.ts";
import { arrowOf, frameOf, geoOf, noteOf } from "../../../support/board/figures.ts";
import { inkOf } from "../../../support/board/shapes.ts";

function tableOf(...ids: string[]) {
  const board = new Board();
  for (const id of ids) board.add(inkOf(id));
  const table = new ShapeTable(board);
  const heard: ShapeChange[][] = [];
  table.onChange((changes) => heard.push([...changes]));
  return { board, table, heard };
}

const onTop = (changes: readonly ShapeChange[]) => changes.filter((change) => change.onTop).map((change) => change.id);

Deno.test("the table contains earlier shapes without reporting them as changes", () => {
  const { table, heard } = tableOf("a", "b");
  assert.equal(table.count.value, 2);
  assert.deepEqual(table.get("a"), inkOf("a"));
  assert.deepEqual(heard, []);
});

Deno.test("one transaction is reported in one call", () => {
  const { board, table, heard } = tableOf();
  board.transact(() => ["a", "b", "c"].forEach((id) => board.add(inkOf(id))), "local");
  assert.equal(heard.length, 1);
  assert.deepEqual(heard[0].map((change) => change.id), ["a", "b", "c"]);
  assert.equal(table.count.value, 3);
});

Deno.test("a change reports the extents before and after, including the line width", () => {
  const { board, heard } = tableOf("a");
  board.edit("a", "x", 100);
  board.remove(new Set(["a"]));
  const [moved] = heard[0];
  assert.deepEqual(moved.before, { minX: -5, minY: -5, maxX: 35, maxY: 5 });
  assert.deepEqual(moved.after, { minX: 95, minY: -5, maxX: 135, maxY: 5 });
  assert.equal(moved.onTop, false);
  const [gone] = heard[1];
  assert.deepEqual([gone.shape, gone.after], [undefined, undefined]);
  assert.deepEqual(gone.before, moved.after);
});

Deno.test("a change says whether it changed nothing but the text", () => {
  const { board, heard } = tableOf();
  board.add(noteOf("note", { text: "a" }));
  heard.length = 0;
  const type = (text: string) => board.transact(() => board.textOf("note").insert(1, text), "local");
  type("b");
  board.edit("note", "x", 10);
  board.edit("note", "color", "red");
  type("line\n".repeat(30)); // the note grows
  type("c");
  assert.deepEqual(heard.map(([{ isRetyped }]) => isRetyped === true), [true, false, false, false, true]);
});

Deno.test("a stroke above everything is on top, a late one from below is not", () => {
  const { board, table, heard } = tableOf("a");
  board.add(inkOf("top", { order: table.orderOnTop() }));
  board.add(inkOf("late", { order: "Zz" }));
  board.add(inkOf("same", { order: "a1" }));
  assert.deepEqual(heard.map(onTop), [["top"], [], []]);
});

Deno.test("in one change, shapes on top come last and in paint order", () => {
  const { board, heard } = tableOf("a");
  board.transact(() => {
    board.add(inkOf("third", { order: "a3" }));
    board.add(inkOf("below", { order: "Zz" }));
    board.add(inkOf("second", { order: "a2" }));
  }, "local");
  assert.deepEqual(heard[0].map((change) => [change.id, change.onTop]), [
    ["below", false],
    ["second", true],
    ["third", true],
  ]);
});

Deno.test("an erased shape that is restored below others is not on top", () => {
  const { board, heard } = tableOf("a");
  board.add(inkOf("b", { order: "a1" }));
  board.remove(new Set(["a"]));
  board.add(inkOf("a"));
  assert.deepEqual(onTop(heard.at(-1)!), []);
});

Deno.test("a large load is complete and reports no shape as on top", () => {
  const { board, table, heard } = tableOf();
  const stored = new Board();
  let order = orderAbove(undefined);
  for (let i = 0; i < 2_000; i++) stored.add(inkOf(`s.${i}`, { order: order = orderAbove(order), x: i }));
  sync(stored, board);
  assert.equal(heard.length, 1);
  assert.deepEqual(onTop(heard[0]), []);
  assert.equal(table.count.value, 2_000);
  assert.deepEqual(table.get("s.7"), board.read("s.7"));
  assert(table.orderOnTop() > order);
});

Deno.test("a large local transaction is visible to queries at once, and reported once, later", async () => {
  const ids = Array.from({ length: 1_500 }, (_, i) => `s.${i}`);
  const { board, table, heard } = tableOf(...ids);
  const moveAll = (x: number) =>
    board.transact(() => {
      for (const id of ids) for (const property of ["x", "y"]) board.edit(id, property, x);
    }, "local");
  moveAll(100);
  assert.equal(heard.length, 0);
  assert.equal(table.get("s.7")!.y, 100);
  assert.equal(heard.length, 1);
  moveAll(200);
  const told = new Promise<readonly ShapeChange[]>((resolve) => table.onChange(resolve));
  assert.equal((await told).length, ids.length);
  assert.equal(heard.length, 2);
  assert.deepEqual(table.bounds(), { minX: 195, minY: 195, maxX: 235, maxY: 205 });
});

Deno.test("a large remote transaction is reported later, but a board being opened at once", () => {
  const ids = Array.from({ length: 1_500 }, (_, i) => `s.${i}`);
  const theirs = new Board(), { board, table, heard } = tableOf();
  for (const id of ids) theirs.add(inkOf(id));
  theirs.transact(() => ids.forEach((id) => theirs.edit(id, "x", 50)), "local");
  sync(theirs, board);
  assert.deepEqual([heard.length, table.count.value], [1, ids.length]);
  theirs.transact(() => {
    for (const id of ids) for (const property of ["x", "y"]) theirs.edit(id, property, 100);
  }, "local");
  sync(theirs, board);
  assert.equal(heard.length, 1);
  assert.equal(table.get("s.7")!.y, 100);
  assert.equal(heard.length, 2);
});

Deno.test("a shape removed before a large transaction was read is gone", () => {
  const ids = Array.from({ length: 1_500 }, (_, i) => `s.${i}`);
  const { board, table, heard } = tableOf(...ids);
  board.transact(() => {
    for (const id of ids) for (const property of ["x", "y"]) board.edit(id, property, 100);
  }, "local");
  board.transact(() => {
    board.remove(new Set(["s.1"]));
    assert.equal(table.get("s.1"), undefined, "asked in the middle of what removes it");
  }, "local");
  assert.deepEqual([table.get("s.0")!.x, table.get("s.1"), table.count.value], [100, undefined, 1_499]);
  board.transact(() => {
    for (const id of ids) for (const property of ["x", "y"]) board.edit(id, property, 200);
  }, "local");
  board.remove(new Set(["s.2"]));
  assert.deepEqual([table.get("s.0")!.x, table.get("s.2"), table.count.value], [200, undefined, 1_498]);
  assert.equal(heard.length, 2);
});

Deno.test("unreadable shapes are left out, and removed when a change makes them unreadable", () => {
  const { board, table } = tableOf("a");
  board.shapes.set("b", { kind: "future" });
  board.shapes.set("a", { ...inkOf("a"), x: NaN });
  assert.equal(table.count.value, 0);
  assert.deepEqual(table.search({ minX: -1e6, minY: -1e6, maxX: 1e6, maxY: 1e6 }), []);
});

Deno.test("search equals a linear scan, in paint order, after any history", () => {
  const place = fc.integer({ min: 0, max: 400 });
  const step = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom("put", "put", "move", "remove"), place, place);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), place, place, (steps, minX, minY) => {
      const { board, table } = tableOf();
      for (const [n, kind, x, y] of steps) {
        const id = `s.${n}`;
        if (kind === "put") board.add(inkOf(id, { x, y, order: `a${x % 7 + 1}` }));
        else if (kind === "move") board.edit(id, "x", y);
        else board.remove(new Set([id]));
      }
      const within = { minX, minY, maxX: minX + 100, maxY: minY + 100 };
      const expected = [...table.all()].filter((shape) => intersects(table.box(shape.id)!, within)).sort(comparePaint);
      assert.deepEqual(table.search(within).map((shape) => shape.id), expected.map((shape) => shape.id));
      assert.deepEqual([...table.all()].map((shape) => shape.id).sort(), [...board.readAll()].map((s) => s.id).sort());
    }),
    { seed: 5, numRuns: 100 },
  );
});

Deno.test("search and bounds are correct after the index is packed and changed", () => {
  const { board, table } = tableOf();
  board.transact(() => {
    for (let i = 0; i < 3_000; i++) board.add(inkOf(`s.${i}`, { x: i * 10, order: "a0" }));
  }, "cache");
  const near = (x: number) => table.search({ minX: x, minY: -1, maxX: x + 1, maxY: 1 }).map((shape) => shape.id);
  assert.deepEqual(near(15_000), ["s.1497", "s.1498", "s.1499", "s.1500"]);
  board.transact(() => {
    board.remove(new Set(["s.1498"]));
    board.edit("s.1499", "x", 500_000);
  }, "local");
  assert.deepEqual(near(15_000), ["s.1497", "s.1500"]);
  assert.deepEqual(near(500_000), ["s.1499"]);
  assert.equal(table.bounds()?.maxX, 500_035);
});

Deno.test("the contents of a frame are reported when the frame changes or is removed", () => {
  const { board, heard } = tableOf();
  board.add({ id: "f", kind: "frame", name: "Plan", order: "a0", x: 0, y: 0, w: 300, h: 300 });
  board.add(inkOf("a", { frame: "f" }));
  board.edit("f", "w", 200);
  board.remove(new Set(["f"]));
  assert.deepEqual(heard.map((changes) => changes.map(({ id }) => id)), [["f"], ["a"], ["f", "a"], ["f", "a"]]);
});

Deno.test("a closed table reports nothing", () => {
  const { board, table, heard } = tableOf();
  table.close();
  table.close();
  board.add(inkOf("a"));
  assert.deepEqual(heard, []);
});

Deno.test("shapes with and without text in one transaction are reported together", () => {
  const { board, table } = tableOf();
  const far = new Board();
  far.transact(() => {
    far.add(geoOf("written", { text: "words" }));
    far.add(inkOf("stroke", { x: 500 }));
  }, "local");
  const counts: number[] = [];
  table.onChange(() => counts.push(table.count.peek()));
  const stop = table.count.subscribe((count) => counts.push(count));
  sync(board, far);
  assert.deepEqual(counts, [0, 2, 2]);
  stop();
});

Deno.test("a change reports how far shapes moved, and nothing for shapes that changed in another way", () => {
  const board = new Board();
  const [frame, a, b] = [frameOf("f", { x: 0, y: 0, w: 500, h: 500 }), geoOf("a", { x: 0 }), geoOf("b", { x: 300 })];
  const at = { x: 0, y: 0, u: 0.5, v: 0.5 };
  for (const shape of [frame, { ...a, frame: "f" }, b]) board.add(shape);
  for (const route of ROUTES) {
    board.add({ ...arrowOf(route, { start: { ...at, to: "a" }, end: { ...at, to: "b" } }), route, frame: "f" });
  }
  board.add(arrowOf("loose", { start: { ...at, to: "a" }, end: { x: 900, y: 900 } }));
  const table = new ShapeTable(board);
  const heard: ShapeChange[][] = [];
  table.onChange((changes) => heard.push([...changes]));
  const move = (id: string, x: number, y: number) => {
    board.edit(id, "x", table.get(id)!.x + x);
    board.edit(id, "y", table.get(id)!.y + y);
  };
  board.transact(() => {
    for (const id of ["f", "a", "b"]) move(id, 10.5, -20);
    board.edit("loose", "end", { x: 910.5, y: 880 });
  }, "local");
  assert.equal(heard[0].length, table.count.value, "each shape is reported once");
  for (const { id, by } of heard[0]) {
    assert.deepEqual([by?.x, by?.y].map((each) => each?.toFixed(6)), ["10.500000", "-20.000000"], id);
  }
  const fresh = new ShapeTable(board);
  for (const { id } of heard[0]) {
    const [known, read] = [table, fresh].map((each) => traceOf(each.get(id)));
    known.forEach((value, i) => assert.ok(Math.abs(value - read[i]) < 1e-6, id));
    assert.equal(known.length, read.length);
  }
  board.transact(() => {
    move("a", 5, 0);
    board.edit("b", "color", "red");
  }, "local");
  const moved = heard[1].filter(({ by }) => by !== undefined).map(({ id }) => id);
  assert.deepEqual(moved, ["a"]);
  for (const each of [table, fresh]) each.close();
});

function traceOf(shape: Shape | undefined): readonly number[] {
  return shape?.kind === "arrow" ? [...shape.trace!, shape.x, shape.y, shape.start.x, shape.end.y] : [];
}
