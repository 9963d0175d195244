import assert from "node:assert/strict";
import { inkTools } from "../../../client/tools/ink/ink_tools.ts";
import { ToolBox } from "../../../client/tools/tool_box.ts";
import { allTools } from "../../../client/tools/tool_registry.ts";
import { Desk } from "../../support/client/editors.ts";
import { pointerAt } from "../../support/client/tools.ts";

function box(awaited?: readonly string[]) {
  const { editor, context } = new Desk();
  const box = awaited ? new ToolBox(awaited) : inkTools(context);
  const fill = () => box.add(allTools(), context);
  const kinds = () => [...editor.shapes.all()].map((shape) => shape.kind === "geo" ? shape.form : shape.kind);
  return { tools: box.tools, fill, kinds };
}

Deno.test("ink tools work before the other tools have loaded, and all tools work afterwards", () => {
  const { tools, fill, kinds } = box();
  tools.pen.down(pointerAt([[0, 0]]));
  tools.pen.up(pointerAt([[50, 50]]));
  assert.deepEqual(kinds(), ["ink"]);
  const { pen } = tools;
  fill();
  assert.equal(tools.pen, pen, "a stroke that has begun goes on");
  for (const { name } of allTools()) {
    assert.equal(tools[name].name, name);
    assert.notEqual(tools[name].cursor, "progress");
  }
});

Deno.test("a shape drawn with a tool that is still loading appears once the tool has loaded", () => {
  const { tools, fill, kinds } = box(["rectangle", "ellipse"]);
  tools.rectangle.down(pointerAt([[0, 0]]));
  tools.rectangle.move(pointerAt([[60, 60]]));
  tools.rectangle.up(pointerAt([[60, 60]]));
  const held = tools.ellipse;
  held.down(pointerAt([[100, 0]]));
  held.move(pointerAt([[160, 60]]));
  assert.deepEqual(kinds(), []);
  fill();
  assert.deepEqual(kinds(), ["rectangle"]);
  held.up(pointerAt([[180, 80]]));
  assert.deepEqual(kinds(), ["rectangle", "ellipse"]);
});
