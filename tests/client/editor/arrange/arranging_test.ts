import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import { arrangeCommands } from "../../../../client/editor/arrange/arrange_commands.ts";
import { ARRANGING } from "../../../../client/editor/arrange/arranging.ts";
import { Editor } from "../../../../client/editor/editor.ts";
import { inkOf } from "../../../support/board/shapes.ts";

Deno.test("a command whose code is still loading changes what was selected when it was called", async () => {
  const editor = new Editor(new Board(), { name: "Ada", color: "blue" });
  for (const id of ["a", "b", "c"]) editor.board.add(inkOf(id));
  editor.selection.set(["a", "b"]);
  arrangeCommands(editor).find(({ id }) => id === "group")!.run();
  editor.selection.set(["c"]);
  const groups = () => ["a", "b", "c"].map((id) => editor.shapes.get(id)!.groups?.length ?? 0);
  assert.deepEqual(groups(), [0, 0, 0]);
  await ARRANGING.load();
  assert.deepEqual(groups(), [1, 1, 0]);
  editor.close();
});
