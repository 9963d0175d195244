import assert from "node:assert/strict";
import { clipOf } from "../../../../client/editor/arrange/clip.ts";
import { paste } from "../../../../client/editor/arrange/paste.ts";
import { OwnNews } from "../../../../client/editor/speech/own_changes.ts";
import { Desk } from "../../../support/client/editors.ts";
import { geoOf, textOf } from "../../../support/board/figures.ts";

Deno.test("local actions are announced once, with a shape's position; others' actions are not", () => {
  const { editor } = new Desk();
  let told = 0;
  const news = new OwnNews(editor, () => void told++);
  editor.board.transact(() => editor.board.add(geoOf("theirs")), "remote");
  assert.deepEqual([told, news.take()], [0, ""]);
  editor.tool.value = "star";
  assert.equal(news.take(), "Star");
  editor.writer.add([geoOf("a", { form: "star", x: 5 }), geoOf("b")]);
  editor.selection.set(["a"]);
  assert.equal(news.take(), "2 shapes added, Star, blue, at 5, 0, 100 by 100");
  editor.writer.change(new Map([["a", { angle: Math.PI / 2 }]]));
  assert.equal(news.take(), "Star, blue, at 5, 0, 100 by 100, turned 90°");
  editor.board.transact(() => editor.board.edit("a", "x", 50), "remote");
  assert.equal(news.take(), "");
  editor.history.undo();
  assert.equal(news.take(), "Star, blue, at 50, 0, 100 by 100");
  editor.writer.remove(new Set(["a"]));
  assert.equal(news.take(), "1 shape removed");
  const before = told;
  news.close();
  editor.writer.add([geoOf("c")]);
  assert.equal(told, before);
});

Deno.test("typed text is not announced, as screen readers speak each letter", () => {
  const { editor } = new Desk();
  const news = new OwnNews(editor, () => {});
  editor.write(textOf("text"));
  editor.writing.peek()!.replace({ at: 0, removed: 0, inserted: "Ahoy" }, 0);
  assert.equal(news.take(), "");
  editor.endWriting();
  assert.match(news.take(), /^$|Text, black, “Ahoy”/);
  news.close();
});

Deno.test("T12: adding many shapes announces only that they were added", () => {
  const { editor } = new Desk();
  const news = new OwnNews(editor, () => {});
  const clip = clipOf(Array.from({ length: 3_000 }, (_, i) => geoOf(`s.${i}`, { x: i })));
  paste(editor, clip, { x: 0, y: 0 });
  assert.equal(news.take(), "Select, 3,000 shapes added");
  editor.selection.set([...editor.selection.ids.peek()].slice(0, 2));
  assert.equal(news.take(), "2 shapes selected");
  news.close();
});
