import assert from "node:assert/strict";
import { signal } from "@preact/signals-core";
import { type Command, inLanguage } from "../../../../client/editor/command.ts";
import { commandsFor } from "../../../../client/editor/commands.ts";
import { formCommands } from "../../../../client/editor/commands/form_commands.ts";
import { clipboardCommands } from "../../../../client/input/clipboard/clipboard_commands.ts";
import { placeCommands } from "../../../../client/ui/links/place_commands.ts";
import { KEYWORDS } from "../../../../client/messages/en/palette/keywords.ts";
import { PageLinks } from "../../../../client/ui/links/page_links.ts";
import { connectionCommands } from "../../../../client/ui/connection/connection_commands.ts";
import { pageCommands } from "../../../../client/ui/page/page_commands.ts";
import { partCommands } from "../../../../client/ui/page/page_parts.ts";
import { commandSections, foundCommands } from "../../../../client/ui/search/found_commands.ts";
import { inkOf } from "../../../support/board/shapes.ts";
import { Desk } from "../../../support/client/editors.ts";

/** Everyday words, and the beginning of the id of the command that a person means. */
const MEANT = {
  list: "home",
  save: "export",
  export: "export",
  download: "export",
  picture: "export",
  minimap: "minimap",
  map: "minimap",
  fullscreen: "fullscreen",
  zen: "zen",
  focus: "zen",
  hide: "zen",
  distribute: "distribute",
  spread: "distribute",
  align: "align",
  fit: "zoom.fit",
  zoom: "zoom",
  flip: "flip",
  mirror: "flip",
  dark: "theme.dark",
  theme: "theme",
  copy: "copy",
  duplicate: "duplicate",
  group: "group",
  link: "share",
  name: "rename",
  help: "help",
};

function desk() {
  const { editor } = new Desk();
  const ids = ["a", "b", "c"];
  for (const id of ids) editor.board.add(inkOf(id));
  const links = new PageLinks("slug", { links: {}, made: [] });
  const commands = inLanguage([
    ...commandsFor(editor),
    ...clipboardCommands(editor),
    ...partCommands(),
    ...formCommands(editor),
    ...pageCommands(editor),
    ...connectionCommands({ choice: signal("automatic" as const), choose() {}, look: () => Promise.reject() }),
    ...placeCommands(editor, { links, origin: "http://localhost", copy: () => Promise.resolve() }),
  ]);
  return { editor, commands, ids };
}

Deno.test("each everyday word finds what a person means, first in the list", () => {
  const { editor, commands, ids } = desk();
  for (const selected of [[], ids]) {
    editor.selection.set(selected);
    for (const [word, id] of Object.entries(MEANT)) {
      const [first] = foundCommands(commands, word, KEYWORDS);
      assert.ok(first?.id.startsWith(id), `“${word}” finds ${first?.id}, with ${selected.length} selected`);
    }
  }
});

Deno.test("several words all have to match, in any order and case", () => {
  const { commands } = desk();
  assert.equal(foundCommands(commands, "ALL sel", KEYWORDS)[0].id, "select.all");
  assert.deepEqual(foundCommands(commands, "zoom nothing-like-this", KEYWORDS), []);
});

Deno.test("without a word, recent commands and those for the selection come first, and each is listed once", () => {
  const { editor, commands, ids } = desk();
  editor.selection.set(ids);
  const options = { recent: ["export", "gone", "group"], titles: { recent: "Recent", selection: "Selected" } };
  const sections = commandSections(commands, { ...options, hasSelection: true });
  assert.deepEqual(sections[0], { title: "Recent", commands: byIds(commands, "export", "group") });
  assert.equal(sections[1].title, "Selected");
  assert.ok(sections[1].commands.every(({ group }) => group === "Arrange"));
  const listed = sections.flatMap(({ commands }) => commands);
  assert.equal(new Set(listed).size, commands.length);
  assert.equal(listed.length, commands.length);
});

function byIds(commands: readonly Command[], ...ids: string[]): (Command | undefined)[] {
  return ids.map((id) => commands.find((command) => command.id === id));
}
