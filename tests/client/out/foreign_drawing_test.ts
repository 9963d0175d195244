import assert from "node:assert/strict";
import { Problem } from "../../../client/editor/problem.ts";
import { addDrawing, wordsOfMissed } from "../../../client/out/foreign_drawing.ts";
import { pastedForms } from "../../../client/out/pasted_forms.ts";
import { Desk } from "../../support/client/editors.ts";
import { orderAbove } from "../../../board/order.ts";
import { geoOf } from "../../support/board/figures.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Images } from "../../../client/editor/images.ts";
import { box, element, PICTURE, scene } from "../../support/formats/excalidraw_files.ts";

function content(...elements: readonly ReturnType<typeof box>[]): Blob {
  return new Blob([JSON.stringify(scene(...elements))]);
}

Deno.test("a pasted drawing lies with its middle at the place, is selected, and is one undo step", async () => {
  const { editor } = new Desk();
  editor.board.add(geoOf("before"));
  await addDrawing(editor, content(box({ x: 0, y: 0 }), box({ x: 200, y: 80 })), { x: 1_000, y: 500 });
  const added = [...editor.shapes.all()].filter(({ id }) => id !== "before");
  assert.deepEqual(added.map(({ x, y }) => [x, y]).sort(), [[1_000, 500], [800, 420]]);
  assert.equal(editor.selection.ids.peek().size, 2);
  editor.history.undo();
  assert.deepEqual([...editor.shapes.all()].map(({ id }) => id), ["before"]);
});

Deno.test("a drawing of which a part is missed is added, and the notice says which part", async () => {
  const { editor } = new Desk();
  const file = content(
    box({}),
    element("image"),
    element("image"),
    element("embeddable", { link: "https://example.org/" }),
  );
  await assert.rejects(addDrawing(editor, file), (error) => {
    assert(error instanceof Problem);
    assert.match(error.message, /2 pictures and the content of 1 embedded page$/);
    return true;
  });
  assert.equal(editor.shapes.count.peek(), 4, "an empty box has the place of a picture");
});

Deno.test("a file without anything to show adds nothing", async () => {
  const { editor } = new Desk();
  await assert.rejects(addDrawing(editor, content()), Problem);
  await assert.rejects(addDrawing(editor, new Blob(["words"])), Problem);
  assert.equal(editor.shapes.count.peek(), 0);
  assert.equal(wordsOfMissed({ missed: {} }), undefined);
});

Deno.test("pictures get their hashes from the page, and are sent once the images are on the board", async () => {
  const { editor } = new Desk();
  const asset = "a".repeat(64);
  let sent = 0;
  editor.images = () =>
    Promise.resolve({
      take: (files: readonly Blob[]) => {
        const picture = { asset, type: "image/png", pixelW: 1, pixelH: 1, preview: undefined } as const;
        return Promise.resolve({ taken: files.map((_, i) => i === 0 ? picture : undefined), send: () => void sent++ });
      },
    } as unknown as Images);
  const files = { good: { dataURL: PICTURE }, bad: { dataURL: "data:image/png;base64,AAAA" } };
  const images = [element("image", { fileId: "good" }), element("image", { fileId: "bad" })];
  const file = new Blob([JSON.stringify({ ...scene(...images), files })]);
  await assert.rejects(addDrawing(editor, file), /1 picture$/);
  const kinds = [...editor.shapes.all()].map((shape) => shape.kind === "image" ? shape.asset : shape.kind);
  assert.deepEqual(kinds.sort(), [asset, "geo"]);
  assert.equal(sent, 1);
});

Deno.test("a table that is pasted again while it is selected becomes a chart, and otherwise is a table again", async () => {
  const { editor } = new Desk();
  const forms = pastedForms(editor, () => Promise.resolve(undefined)), table = "\tTea\nMay\t3\nJune\t5";
  const kinds = () => [...editor.shapes.all()].map(({ kind }) => kind).sort();
  const selectAll = () => editor.selection.set([...editor.shapes.all()].map(({ id }) => id));
  const paste = () => forms.paste(table, { x: 100, y: 100 }, "table");
  await paste();
  assert.deepEqual(kinds(), Array(6).fill("geo"));
  assert.match(editor.done.peek()!, /table.*bar chart/);
  await paste();
  assert(kinds().includes("line") && kinds().includes("text"));
  editor.history.undo();
  assert.deepEqual(kinds(), Array(6).fill("geo"), "taking the next form is one step");
  editor.history.redo();
  selectAll();
  await paste();
  await paste();
  assert.match(editor.done.peek()!, /pie/);
  // A title, two slices and their words.
  assert.equal(kinds().length, 5);
  editor.selection.set([]);
  await paste();
  assert.equal(kinds().length, 11);
  const words = () => forms.paste("a\tb\nc\td", { x: 0, y: 0 }, "table");
  await words();
  await assert.rejects(words(), (error) => error instanceof Problem && /no columns of numbers/.test(error.message));
  assert.equal(kinds().length, 15);
});

Deno.test("a dropped SVG is shapes when it is only that, else a picture, and takes the other form when it is dropped again", async () => {
  const { editor } = new Desk();
  const asset = "a".repeat(64);
  editor.images = () =>
    Promise.resolve({
      add: (_: readonly Blob[], { x, y }: Point) => {
        const id = editor.newShapeId();
        const picture = { kind: "image", asset, type: "image/svg+xml", pixelW: 1, pixelH: 1 } as const;
        editor.writer.add([{ id, order: orderAbove(editor.shapes.topOrder), x, y, w: 9, h: 9, ...picture }]);
        editor.selection.set([id]);
        return Promise.resolve();
      },
    } as unknown as Images);
  const kinds = () => [...editor.shapes.all()].map(({ kind }) => kind).sort();
  const selectAll = () => editor.selection.set([...editor.shapes.all()].map(({ id }) => id));
  const drop = (inside: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">${inside}</svg>`;
    return pastedForms(editor, () => Promise.resolve(undefined)).drop(new File([svg], "a.svg"), { x: 0, y: 0 });
  };
  const plain = `<rect width="50" height="40"/><circle r="9"/>`;
  await drop(plain);
  assert.deepEqual(kinds(), ["geo", "geo"]);
  assert.match(editor.done.peek()!, /^Added as shapes/);
  await drop(plain);
  assert.deepEqual(kinds(), ["image"]);
  assert.match(editor.done.peek()!, /^Added as a picture/);
  editor.history.undo();
  assert.deepEqual(kinds(), ["geo", "geo"], "taking the other form is one step");
  editor.history.redo();
  selectAll();
  assert.deepEqual(kinds(), ["image"]);
  await drop(plain);
  assert.deepEqual(kinds(), ["geo", "geo"]);
  const gradient =
    `<linearGradient id="g"><stop stop-color="red"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>`;
  await drop(gradient);
  assert.deepEqual(kinds(), ["geo", "geo", "image"]);
  await assert.rejects(drop(gradient), /1 gradient/);
  assert.deepEqual(kinds(), ["geo", "geo", "geo"]);
});
