import assert from "node:assert/strict";
import * as Y from "yjs";
import { Board } from "../../../../board/document.ts";
import { isOrderKey } from "../../../../board/order.ts";
import type { Shape } from "../../../../board/shape.ts";
import { ShapeTable } from "../../../../client/editor/shapes/shape_table.ts";
import { rangeOf } from "../../../../client/editor/text/text_positions.ts";
import type { Person } from "./person.ts";
import { UNKNOWN } from "./start_board.ts";
import { editsOf } from "../../../support/board/boards.ts";

/** Two people with the same updates have equal boards, also equal to a board loaded from scratch. */
export function assertAgree(people: readonly Person[]): void {
  const [one] = people;
  const cold = new Board();
  Y.applyUpdate(cold.doc, Y.encodeStateAsUpdate(one.board.doc), "cache");
  const table = new ShapeTable(cold);
  const facts = shapesOf(table);
  const document = documentOf(cold);
  for (const person of people) {
    assert.deepEqual(documentOf(person.board), document, "the documents differ");
    assert.deepEqual(
      rounded(shapesOf(person.editor.shapes)),
      rounded(facts),
      "what is shown differs from what is loaded",
    );
    assertBoxes(person.editor.shapes, table);
    assertCaret(person, people);
  }
  assertWell(cold, table);
  table.close();
}

/** Asserts what must hold on every board. */
function assertWell(board: Board, table: ShapeTable): void {
  const outer = new Map<string, Set<string>>();
  for (const shape of table.all()) {
    const { id, kind, order, frame, groups = [] } = shape;
    assert.ok(isOrderKey(order), `${id}: the order key ${order}`);
    if (frame !== undefined) {
      assert.notEqual(kind, "frame", `${id}: a frame lies in a frame`);
      assert.ok((table.get(frame)?.kind ?? "frame") === "frame", `${id}: is carried by no frame`);
      assert.ok(table.frames.contents(frame).has(id), `${id}: its frame does not know`);
    }
    groups.forEach((group, i) => {
      if (i > 0) (outer.get(group) ?? outer.set(group, new Set()).get(group)!).add(groups[i - 1]);
    });
    if (kind === "arrow") assertTied(shape, table);
    for (const at of [shape.x, shape.y, shape.w, shape.h]) assert.ok(Number.isFinite(at), `${id}: is nowhere`);
  }
  for (const group of outer.keys()) assert.ok(!isAround(group, group, outer), `group ${group}: contains itself`);
  assertOrphans(board, table);
  assertUnknown(board);
}

function assertTied(shape: Shape & { kind: "arrow" }, table: ShapeTable): void {
  const { id, start, end, trace = [] } = shape;
  for (const { x, y, to } of [start, end]) {
    assert.ok(Number.isFinite(x) && Number.isFinite(y), `${id}: an end is nowhere`);
    if (to === undefined) continue;
    assert.ok((table.get(to)?.kind ?? "arrow") !== "arrow", `${id}: is tied to what is not there`);
    assert.ok(table.tiedTo([to]).has(id), `${id}: what it is tied to does not know`);
  }
  assert.ok(trace.length >= 4 && trace.every(Number.isFinite), `${id}: a broken arrow`);
}

/** @param outer by group, the groups directly around it */
function isAround(group: string, of: string, outer: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return [...outer.get(of) ?? []].some((each) => each === group || isAround(group, each, outer));
}

/** Asserts that nothing of deleted shapes remains. Only concurrent work may leave remains. */
export function assertNoOrphans(board: Board): void {
  const { doc, shapes } = board;
  for (const item of board.edits.items) assert.ok(board.edits.shapesIn(item).length > 0, "an entry of edits is left");
  for (const root of [...doc.share.keys()].filter((root) => root.startsWith("text/"))) {
    assert.ok(shapes.has(root.slice(5)) || doc.getText(root).length === 0, `${root} is left`);
  }
}

/**
 * Edits and text of deleted shapes have no effect: readers make no shape of them, and this version never writes them.
 */
function assertOrphans(board: Board, table: ShapeTable): void {
  const ids = [...editsOf(board).keys()].map((key) => key.split("/")[0]);
  const texts = [...board.doc.share.keys()].filter((root) => root.startsWith("text/")).map((root) => root.slice(5));
  for (const id of [...ids, ...texts]) {
    if (board.shapes.has(id)) continue;
    assert.equal(board.read(id), undefined, `${id}: is shown of what is gone`);
    assert.equal(table.get(id), undefined, `${id}: is shown of what is gone`);
    assert.equal(table.frames.contents(id).has(id), false);
  }
}

function assertUnknown(board: Board): void {
  assert.deepEqual(board.shapes.get(UNKNOWN.id), UNKNOWN.record, "what is not known was changed");
  assert.equal(board.edits.get(UNKNOWN.edit[0], UNKNOWN.edit[1]), UNKNOWN.edit[2]);
  assert.equal(board.textOf(UNKNOWN.id).toString(), UNKNOWN.text);
}

/** After both have undone their own work, everything of the start is there with all its text. */
export function assertAllThere(board: Board, start: Board): void {
  for (const { id, kind, ...rest } of start.readAll()) {
    const now = board.read(id);
    assert.equal(now?.kind, kind, `${id}: is gone`);
    const text = now && "text" in now ? now.text ?? "" : "";
    for (const letter of "text" in rest ? rest.text ?? "" : "") assert.ok(text.includes(letter), `${id}: says ${text}`);
  }
}

/** After everything in progress has ended, nothing is held, and no deleted shape is selected. */
export function assertIdle({ editor, press, field }: Person): void {
  const { drafts, live, faded, selection, writing, shapes } = editor;
  assert.ok(press.isIdle && drafts.size === 0 && live.size === 0 && faded.peek().size === 0, "something is in hand");
  assert.ok(writing.peek() === undefined && field === undefined, "something is being written");
  assert.equal(selection.lasso.peek(), undefined);
  assert.deepEqual([selection.guides.peek(), selection.ties.peek()], [[], []]);
  for (const id of selection.ids.peek()) assert.ok(shapes.get(id), `${id}: is selected and gone`);
}

/** The edited text exists, and the field shows it. */
export function assertWriting({ field }: Person): void {
  if (field === undefined) return;
  assert.ok(field.writing.shape, "somebody writes in what is gone");
  field.check();
}

/** Everybody resolves a caret to the same position. */
function assertCaret({ typing, field, editor }: Person, people: readonly Person[]): void {
  if (typing === undefined || field === undefined || !editor.shapes.get(typing.shape)) return;
  for (const { board } of people) {
    assert.deepEqual(rangeOf(board, typing), { anchor: field.caret, head: field.caret }, "the caret is elsewhere");
  }
}

function assertBoxes(mine: ShapeTable, cold: ShapeTable): void {
  assert.equal(mine.count.peek(), cold.count.peek());
  for (const { id } of cold.all()) {
    assert.deepEqual(rounded(mine.box(id)), rounded(cold.box(id)), `${id}: is looked for elsewhere`);
    assert.deepEqual(mine.tiedTo([id]), cold.tiedTo([id]), `${id}: ties`);
  }
  for (const { id } of cold.frames.all()) {
    assert.deepEqual([...mine.frames.contents(id)].sort(), [...cold.frames.contents(id)].sort(), `${id}: carries`);
  }
}

/** The readable shapes of a board. */
export function shapesOn(board: Board): Shape[] {
  return [...board.readAll()].sort((a, b) => a.id < b.id ? -1 : 1);
}

/** Arrows that move with their shapes keep their route, which is moved by sums: its last digits may differ. */
function rounded(value: unknown): unknown {
  const round = (_: string, value: unknown) => typeof value === "number" ? Math.round(value * 1e6) / 1e6 + 0 : value;
  return JSON.parse(JSON.stringify(value, round) ?? "null");
}

function shapesOf(table: ShapeTable): Shape[] {
  return [...table.all()].sort((a, b) => a.id < b.id ? -1 : 1);
}

/** The whole content of a document, shown or not. Empty roots are left out, as reading them creates them. */
function documentOf(board: Board): unknown {
  const { doc, shapes } = board;
  const texts = [...doc.share.keys()].filter((root) => root.startsWith("text/"))
    .map((root): [string, string] => [root, doc.getText(root).toString()]);
  return {
    shapes: [...shapes.keys()].sort(),
    edits: [...editsOf(board)].sort(([a], [b]) => a < b ? -1 : 1),
    texts: texts.filter(([, text]) => text !== "").sort(([a], [b]) => a < b ? -1 : 1),
    clocks: Y.decodeStateVector(Y.encodeStateVector(doc)),
  };
}
