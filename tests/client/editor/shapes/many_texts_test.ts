import assert from "node:assert/strict";
import { clipOf } from "../../../../client/editor/arrange/clip.ts";
import { paste } from "../../../../client/editor/arrange/paste.ts";
import { Desk } from "../../../support/client/editors.ts";
import { noteOf } from "../../../support/board/figures.ts";

Deno.test("T12: adding and undoing many notes scans the texts a few times, not once per note", () => {
  const { editor } = new Desk();
  const { share } = editor.board.doc;
  let looks = 0;
  const entries = share.entries.bind(share);
  share.entries = share[Symbol.iterator] = () => {
    looks++;
    return entries();
  };
  const clip = clipOf(Array.from({ length: 300 }, (_, i) => noteOf(`n.${i}`, { x: i * 220, text: `note ${i}` })));
  paste(editor, clip, { x: 0, y: 0 });
  assert.equal(editor.shapes.count.value, 300);
  editor.history.undo();
  editor.history.redo();
  assert.deepEqual([...editor.shapes.all()].map((shape) => "text" in shape && shape.text).sort()[1], "note 1");
  assert.ok(looks < 10, `${looks} looks`);
});
