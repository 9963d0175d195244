import assert from "node:assert/strict";
import { commandsFor } from "../../../client/editor/commands.ts";
import { clipboardCommands } from "../../../client/input/clipboard/clipboard_commands.ts";
import { Keyboard, type KeyEvent } from "../../../client/input/keyboard.ts";
import { Press } from "../../../client/input/press.ts";
import { Desk } from "../../support/client/editors.ts";
import { pointerAt } from "../../support/client/tools.ts";

function keyboard({ hasCommands = true } = {}) {
  const { editor, tools } = new Desk();
  const press = new Press({
    camera: editor.camera,
    tools,
    activeTool: () => editor.activeTool.peek(),
    canDraw: () => true,
    rightPans: () => false,
    fingers: editor.fingers,
  });
  const keys = new Keyboard(editor, { press, isMac: false });
  const learn = () => keys.learn([...commandsFor(editor), ...clipboardCommands(editor)]);
  if (hasCommands) learn();
  /** @returns whether the browser's default action was prevented */
  const type = (key: string, rest: Partial<KeyEvent> = {}) => {
    let prevented = false;
    const modifiers = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "";
    keys.down({
      key,
      code,
      ...modifiers,
      repeat: false,
      isComposing: false,
      defaultPrevented: false,
      target: null,
      preventDefault: () => prevented = true,
      ...rest,
    });
    return prevented;
  };
  const draw = () => {
    press.down({ ...pointerAt([[0, 0]]), id: 1, button: 0, buttons: 1 });
    press.up({ ...pointerAt([[9, 9]]), id: 1, button: 0, buttons: 0 });
  };
  return { editor, press, keys, learn, type, draw };
}

/** An element inside others, as `closest` sees it. */
const within = (...names: string[]) =>
  ({
    closest: (selector: string) =>
      selector.split(", ").some((name) => names.includes(name.replace(/:not.*/, ""))) ? {} : null,
  }) as unknown as EventTarget;

Deno.test("a command's key runs it and prevents the browser's default action", () => {
  const { editor, type } = keyboard();
  assert(type("e"));
  assert.equal(editor.tool.value, "eraser");
  assert(!type("u"), "keys that mean nothing here are the browser's");
});

Deno.test("keys pressed before the commands arrive run once and in order when they arrive", () => {
  const { editor, learn, type, draw } = keyboard({ hasCommands: false });
  draw();
  draw();
  assert(type("z", { ctrlKey: true }));
  assert(type("e"));
  assert(type("r"));
  assert.equal(editor.tool.value, "pen");
  learn();
  assert.equal(editor.tool.value, "rectangle");
  assert.equal(editor.shapes.count.value, 1);
  assert(type("e"));
  assert.equal(editor.tool.value, "eraser");
});

Deno.test("the browser keeps the keys that it uses until the commands arrive", () => {
  const { editor, learn, type } = keyboard({ hasCommands: false });
  assert(!type("f", { ctrlKey: true }));
  assert(!type("e", { altKey: true }));
  assert(!type("Tab"));
  assert(!type("e", { target: within("input") }), "and fields what is typed in them");
  learn();
  assert.equal(editor.dialog.value, undefined);
  assert.equal(editor.tool.value, "pen");
});

Deno.test("keys typed into a field, a dialog or an input method are ignored", () => {
  const { editor, type } = keyboard();
  for (const owner of ["input", "textarea", "[contenteditable]", "dialog", "[role=dialog]"]) {
    assert(!type("e", { target: within(owner) }), owner);
  }
  type("e", { isComposing: true });
  type("Process", { code: "KeyE" });
  type("e", { defaultPrevented: true });
  assert.equal(editor.tool.value, "pen");
});

Deno.test("a held key chooses a tool once, but repeats undo and zoom", () => {
  const { editor, type, draw } = keyboard();
  draw();
  draw();
  type("z", { ctrlKey: true });
  type("z", { ctrlKey: true, repeat: true });
  assert.equal(editor.shapes.count.value, 0);
  assert(type("?", { repeat: true }), "a repeat still is not the browser's");
  assert.equal(editor.dialog.value, undefined);
});

Deno.test("Space activates the hand while it is pressed, until its release or the window's blur", () => {
  const { editor, keys, type } = keyboard();
  assert(type(" "));
  assert.equal(editor.activeTool.value, "hand");
  assert.equal(editor.tool.value, "pen", "the tool in the toolbar stays");
  keys.up({ key: " " });
  assert.equal(editor.activeTool.value, "pen");
  type(" ");
  keys.blur();
  assert.equal(editor.activeTool.value, "pen");
});

Deno.test("Space on a button presses the button", () => {
  const { editor, type } = keyboard();
  assert(!type(" ", { target: within("button") }));
  assert.equal(editor.activeTool.value, "pen");
});

Deno.test("Escape cancels the stroke, else closes the sheet, else is ignored", () => {
  const { editor, press, type } = keyboard();
  editor.dialog.value = "shortcuts";
  press.down({ ...pointerAt([[0, 0]]), id: 1, button: 0, buttons: 1 });
  assert(type("Escape"));
  assert.equal(editor.live.size, 0);
  assert.equal(editor.dialog.value, "shortcuts");
  assert(type("Escape"));
  assert.equal(editor.dialog.value, undefined);
  assert(!type("Escape"));
});

Deno.test("beside an open panel the board receives its keys, and Escape there closes the panel (fault C4)", () => {
  const { editor, type, draw } = keyboard();
  draw();
  editor.openPanel("find");
  assert(type("e"));
  assert.equal(editor.tool.value, "eraser");
  editor.tool.value = "select";
  editor.selection.set([...editor.shapes.all()].map(({ id }) => id));
  assert(type("Delete"));
  assert.equal(editor.shapes.count.value, 0);
  assert(!type("e", { target: within("input") }), "what is typed in the panel's field stays there");
  assert(type("Escape"));
  assert.equal(editor.panel.value, undefined);
});

Deno.test("under an open dialog the board receives no keys", () => {
  const { editor, type } = keyboard();
  editor.dialog.value = "share";
  assert(!type("e"));
  assert.equal(editor.tool.value, "pen");
});

Deno.test("undo during a stroke cancels only that stroke", () => {
  const { editor, press, type, draw } = keyboard();
  draw();
  press.down({ ...pointerAt([[50, 50]]), id: 1, button: 0, buttons: 1 });
  assert(type("z", { ctrlKey: true }));
  assert.equal(editor.live.size, 0);
  assert.equal(editor.shapes.count.value, 1);
});

Deno.test("cut during a drag cancels the drag; otherwise the browser handles it", () => {
  const { editor, press, type, draw } = keyboard();
  draw();
  type("a", { ctrlKey: true });
  assert(!type("x", { ctrlKey: true }));
  press.down({ ...pointerAt([[5, 5]]), id: 1, button: 0, buttons: 1 });
  assert(type("x", { ctrlKey: true }));
  assert(press.isIdle);
  assert.equal(editor.shapes.count.value, 1);
});

Deno.test("zooming during a stroke keeps the stroke", () => {
  const { editor, press, type } = keyboard();
  press.down({ ...pointerAt([[50, 50]]), id: 1, button: 0, buttons: 1 });
  type("=", { ctrlKey: true });
  assert.equal(editor.camera.percent.value, 125);
  assert.equal(editor.live.size, 1);
  press.up({ ...pointerAt([[50, 50]]), id: 1, button: 0, buttons: 0 });
});

Deno.test("Enter, Escape and undo end a line that is drawn by clicks, and other keys do not", () => {
  for (const [key, rest, kept] of [["Enter", {}, 1], ["Escape", {}, 1], ["z", { ctrlKey: true }, 0]] as const) {
    const { editor, press, type } = keyboard();
    editor.tool.value = "line";
    for (const x of [0, 100]) {
      press.down({ ...pointerAt([[x, 0]]), id: 1, button: 0, buttons: 1 });
      press.up({ ...pointerAt([[x, 0]]), id: 1, button: 0, buttons: 0 });
    }
    assert(type(key, rest));
    assert.equal(editor.shapes.count.value, kept, key);
    assert.equal(press.finishOpen(), false);
    editor.history.redo();
    assert.equal(editor.shapes.count.value, 1, key);
  }
});

Deno.test("C12: no command's group decides whether its key discards a stroke in progress", () => {
  const keys: readonly (readonly [key: string, rest: Partial<KeyEvent>])[] = [
    ["a", { ctrlKey: true }],
    ["c", { ctrlKey: true }],
    ["d", { ctrlKey: true }],
    ["y", { ctrlKey: true }],
    ["c", { ctrlKey: true, altKey: true }],
    ["k", {}],
    ["Tab", { target: within("#canvas") }],
    ["F2", {}],
    ["e", {}],
    ["]", {}],
  ];
  for (const [key, rest] of keys) {
    const { editor, press, type, draw } = keyboard();
    draw();
    const [first] = editor.shapes.all();
    editor.selection.set([first.id]);
    press.down({ ...pointerAt([[50, 50]]), id: 1, button: 0, buttons: 1 });
    press.move({ ...pointerAt([[90, 50]]), id: 1, button: 0, buttons: 1 });
    const [{ id }] = editor.live.all();
    type(key, rest);
    press.up({ ...pointerAt([[150, 50]]), id: 1, button: 0, buttons: 0 });
    assert.ok(editor.shapes.get(id), `${Object.keys(rest)} ${key}`);
  }
});

Deno.test("A2: the browser's zoom keys zoom the board only while it has the focus", () => {
  const { editor, type } = keyboard();
  const zoom = (key: string, code: string, target: EventTarget | null) => type(key, { code, ctrlKey: true, target });
  for (const [key, code] of [["=", "Equal"], ["-", "Minus"], ["0", "Digit0"]]) {
    assert(!zoom(key, code, within("body *", "button")), `${key} in a bar`);
    assert(!zoom(key, code, within("body *", "dialog")), `${key} in a dialog`);
  }
  assert.equal(editor.camera.percent.value, 100);
  assert(zoom("=", "Equal", within("body *", "#canvas")));
  assert.equal(editor.camera.percent.value, 125);
  assert(zoom("0", "Digit0", within("body")));
  assert.equal(editor.camera.percent.value, 100);
  assert(type("=", { target: within("body *", "button") }), "without Ctrl it is no key of the browser's");
});
