import assert from "node:assert/strict";
import { guestName, translateGuestName } from "../../../../client/editor/people/default_name.ts";
import pseudo from "../../../../client/messages/languages/en_xa.ts";
import { setLanguage } from "../../../../client/messages/messages.ts";
import { Desk } from "../../../support/client/editors.ts";
import { pointerAt } from "../../../support/client/tools.ts";

/** Runs `run` while the page has the pseudo-language. */
function inPseudo(run: () => void): void {
  setLanguage("en-XA", pseudo);
  try {
    run();
  } finally {
    setLanguage("en", {});
  }
}

Deno.test("a guest's name is in the language of the page, also when the language loads later", () => {
  const { editor } = new Desk();
  const given = guestName(() => 0);
  assert.equal(given, "Bright Badger");
  editor.me.value = { name: given, color: "red" };
  translateGuestName(editor, given, () => 0.5);
  assert.equal(editor.me.value.name, given, "English needs no translation");
  inPseudo(() => {
    translateGuestName(editor, given, () => 0.5);
    assert.match(editor.me.value.name, /Ķîñđ .*Ĥåŕé|Ķîñđ .*Ĥéŕöñ/);
  });
});

Deno.test("a name that the person has chosen meanwhile stays", () => {
  const { editor } = new Desk();
  editor.me.value = { name: "Grace", color: "red" };
  inPseudo(() => translateGuestName(editor, "Bright Badger"));
  assert.equal(editor.me.value.name, "Grace");
});

Deno.test("a new frame has a name in the language of the page", () => {
  const { editor, tools: { frame } } = new Desk();
  inPseudo(() => {
    editor.tool.value = "frame";
    frame.down(pointerAt([[0, 0]]));
    frame.up(pointerAt([[90, 90]]));
  });
  assert.deepEqual([...editor.shapes.all()].map((shape) => "name" in shape && shape.name), [pseudo("Frame")]);
});
