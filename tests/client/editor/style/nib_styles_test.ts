import assert from "node:assert/strict";
import { signal } from "@preact/signals-core";
import { NibStyles } from "../../../../client/editor/style/nib_styles.ts";
import type { ToolName } from "../../../../client/tools/tool.ts";

Deno.test("each nib keeps its style", () => {
  const tool = signal<ToolName>("pen");
  const nibs = new NibStyles(tool);
  nibs.current.value = { color: "red", size: "s" };
  tool.value = "highlighter";
  assert.equal(nibs.current.value.color, "yellow");
  nibs.current.value = { color: "green", size: "xl" };
  tool.value = "eraser";
  assert.equal(nibs.current.value.color, "green");
  tool.value = "pen";
  assert.deepEqual(nibs.current.value, { color: "red", size: "s" });
  assert.deepEqual(nibs.of("highlighter"), { color: "green", size: "xl" });
  nibs.close();
});
