import assert from "node:assert/strict";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { commandIcon } from "../../../../client/ui/search/command_icons.ts";
import { Desk } from "../../../support/client/editors.ts";

Deno.test("tools have their icons in the palette, and a command without one has none", () => {
  const { editor } = new Desk();
  const tools = commandsFor(editor).filter(({ group }) => group === "Tools");
  const without = tools.filter(({ id }) => commandIcon(id) === undefined).map(({ id }) => id);
  assert.deepEqual(without, []);
  assert.notDeepEqual(commandIcon("tool.pen"), commandIcon("tool.eraser"));
  assert.equal(commandIcon("style.thinner"), undefined);
  assert.equal(commandIcon("constructor"), undefined);
});
