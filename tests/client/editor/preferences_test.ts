import assert from "node:assert/strict";
import { COLORS, isColor } from "../../../board/palette.ts";
import { readPreferences, rememberPreferences, type Shelf } from "../../../client/editor/preferences.ts";
import { Desk } from "../../support/client/editors.ts";

function shelf(text?: string): Shelf & { text: string | undefined; writes: number } {
  return {
    text,
    writes: 0,
    getItem() {
      return this.text ?? null;
    },
    setItem(_key, value) {
      this.text = value;
      this.writes++;
    },
  };
}

const broken: Shelf = {
  getItem: () => {
    throw new DOMException("denied", "SecurityError");
  },
  setItem: () => {
    throw new DOMException("full", "QuotaExceededError");
  },
};

Deno.test("a first visitor gets a random name and a colour that stands out", () => {
  for (const random of [() => 0, () => 0.5, () => 0.999999]) {
    const { me } = readPreferences(shelf(), random);
    assert.match(me.name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert(isColor(me.color) && me.color !== "black" && me.color !== "grey");
  }
});

Deno.test("preferences are restored on the next visit", () => {
  const kept = shelf();
  const { editor } = new Desk();
  const remembering = rememberPreferences(editor, readPreferences(kept), kept);
  editor.me.value = { name: "Grace", color: "green" };
  editor.style.value = { color: "red", size: "l" };
  editor.tool.value = "highlighter";
  editor.style.value = { color: "orange", size: "s" };
  remembering.close();

  const next = new Desk().editor;
  const preferences = readPreferences(kept);
  rememberPreferences(next, preferences, kept);
  assert.deepEqual(preferences.me, { name: "Grace", color: "green" });
  assert.deepEqual(next.nibs.of("pen"), { color: "red", size: "l" });
  assert.deepEqual(next.nibs.of("highlighter"), { color: "orange", size: "s" });
});

Deno.test("a guest keeps the name of the first visit", () => {
  const kept = shelf();
  const first = readPreferences(kept);
  const { editor } = new Desk();
  editor.me.value = first.me;
  rememberPreferences(editor, first, kept);
  assert.deepEqual(readPreferences(kept).me, first.me);
});

const BLUE = { id: 7, user: { name: "Ada", color: "blue" }, cursor: null } as const;

/** A guest with a blue cursor who joins a board. */
function guest(isColorGiven = true) {
  const kept = shelf();
  const { editor } = new Desk();
  editor.me.value = { name: "Quiet Otter", color: "blue" };
  const preferences = { me: editor.me.value, isColorGiven };
  rememberPreferences(editor, preferences, kept, () => 0);
  return { editor, kept, color: () => editor.me.value.color };
}

Deno.test("a guest changes once to a colour that nobody here has, and keeps it", () => {
  const { editor, kept, color } = guest();
  editor.peers.value = [BLUE, { ...BLUE, id: 8, user: { name: "Bob", color: "red" } }];
  assert(!["blue", "red", "black", "grey"].includes(color()));
  const taken = color();
  editor.peers.value = [BLUE, { ...BLUE, id: 8, user: { name: "Bob", color: taken } }];
  assert.equal(color(), taken, "whoever comes later gives way");
  assert.deepEqual([readPreferences(kept).me.color, readPreferences(kept).isColorGiven], [taken, true]);
});

Deno.test("the first person on a board and a person who chose a colour keep it", () => {
  const first = guest();
  first.editor.status.value = { kind: "saved" };
  first.editor.peers.value = [BLUE];
  assert.equal(first.color(), "blue");
  const chose = guest(false);
  chose.editor.peers.value = [BLUE];
  assert.equal(chose.color(), "blue");
  const chooses = guest();
  chooses.editor.me.value = { name: "Quiet Otter", color: "red" };
  chooses.editor.me.value = { name: "Quiet Otter", color: "blue" };
  chooses.editor.peers.value = [BLUE];
  assert.equal(chooses.color(), "blue");
  assert.equal(readPreferences(chooses.kept).isColorGiven, false);
});

Deno.test("a guest keeps their colour when all colours are in use", () => {
  const { editor, color } = guest();
  editor.peers.value = COLORS.map((color, id) => ({ id, user: { name: "Ada", color }, cursor: null }));
  assert.equal(color(), "blue");
});

Deno.test("unchanged preferences are not stored again", () => {
  const kept = shelf();
  const { editor } = new Desk();
  rememberPreferences(editor, readPreferences(kept), kept);
  editor.tool.value = "eraser";
  editor.me.value = { ...editor.me.value };
  assert.equal(kept.writes, 1);
});

Deno.test("storage that throws, is missing or contains garbage only loses the preferences", () => {
  const nonsense = [
    "",
    "{",
    "null",
    "[]",
    '"x"',
    '{"me":7,"styles":[]}',
    '{"me":{"name":["a"],"color":"pink"}}',
  ];
  for (const kept of [broken, undefined, ...nonsense.map((text) => shelf(text))]) {
    const preferences = readPreferences(kept);
    assert(preferences.me.name.length > 0 && isColor(preferences.me.color));
    const { editor } = new Desk();
    const remembering = rememberPreferences(editor, preferences, kept);
    editor.style.value = { color: "red", size: "l" };
    remembering.close();
  }
});

Deno.test("T6: the choice for fingers, and that it was explained, are stored on the device", () => {
  const kept = shelf();
  const { editor } = new Desk();
  const remembering = rememberPreferences(editor, readPreferences(kept), kept);
  editor.fingers.penDown();
  editor.fingers.explain();
  remembering.close();
  const next = new Desk().editor;
  rememberPreferences(next, readPreferences(kept), kept).close();
  assert.deepEqual([next.fingers.isExplained.value, next.fingers.chosen.value], [true, undefined]);
  const again = rememberPreferences(editor, readPreferences(kept), kept);
  editor.fingers.chosen.value = "draw";
  again.close();
  assert.equal(readPreferences(kept).fingers, "draw");
  assert.equal(readPreferences(shelf('{"fingers":"fly"}')).fingers, undefined);
});
