import assert from "node:assert/strict";
import type { TextShape } from "../../../../board/shape.ts";
import { clipOf } from "../../../../client/editor/arrange/clip.ts";
import { paste } from "../../../../client/editor/arrange/paste.ts";
import type { Images } from "../../../../client/editor/images.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { ASSET, imageOf } from "../../../support/board/images.ts";
import { settled } from "../../../support/fake_clock.ts";
import { Desk } from "../../../support/client/editors.ts";

function pasted(text: string): TextShape {
  const { editor } = new Desk();
  assert.ok(paste(editor, { text, html: "" }, { x: 100, y: 50 }));
  const [shape] = editor.shapes.all();
  return shape as TextShape;
}

Deno.test("pasted text is centred on the place and as wide as its text", () => {
  const { x, y, w, h, wraps } = pasted("Harbour");
  assert.equal(wraps, undefined);
  assert.deepEqual([x + w / 2, y + h / 2].map(Math.round), [100, 50]);
});

Deno.test("a pasted paragraph is wrapped", () => {
  const { x, y, w, h, wraps } = pasted("many words ".repeat(100));
  assert.deepEqual([wraps, w], [true, 600]);
  assert.ok(h > 300);
  assert.deepEqual([x + w / 2, y + h / 2].map(Math.round), [100, 50]);
});

Deno.test("empty text pastes nothing, and control characters are left out", () => {
  const { editor } = new Desk();
  assert.equal(paste(editor, { text: " \n\u0007", html: "" }, { x: 0, y: 0 }), false);
  assert.equal(pasted("a\u0007b\u0000").text, "ab");
});

Deno.test("pasted images ask for their pictures, each once, and other shapes for none", async () => {
  const { editor } = new Desk();
  const brought: string[][] = [];
  const bring = (assets: ReadonlySet<string>) => Promise.resolve(void brought.push([...assets]));
  editor.images = () => Promise.resolve({ bring } as unknown as Images);
  const image = imageOf("a");
  const clip = clipOf([image, { ...image, id: "b" }, geoOf("g")]);
  assert.ok(paste(editor, clip, { x: 0, y: 0 }));
  assert.ok(paste(editor, clipOf([geoOf("g")]), { x: 0, y: 0 }));
  await settled();
  assert.deepEqual(brought, [[ASSET]]);
});
