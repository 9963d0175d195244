import assert from "node:assert/strict";
import { type KeyPress, matches } from "../../../client/input/chord.ts";

function press(key: string, rest: Partial<KeyPress> = {}): KeyPress {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : "";
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...rest };
}

const ctrl = { ctrlKey: true }, meta = { metaKey: true }, shift = { shiftKey: true };

Deno.test("letters match in either case, with exactly the named modifiers", () => {
  assert(matches("P", press("p"), false));
  assert(matches("P", press("P"), false)); // caps lock
  assert(matches("Shift+D", press("D", shift), false));
  for (const wrong of [press("d"), press("D", { ...shift, ...ctrl })]) assert(!matches("Shift+D", wrong, false));
  for (const wrong of [ctrl, meta, shift, { altKey: true }]) assert(!matches("P", press("p", wrong), false));
});

Deno.test("Mod is Cmd on a Mac and Ctrl elsewhere, never the other", () => {
  assert(matches("Mod+Z", press("z", ctrl), false) && !matches("Mod+Z", press("z", meta), false));
  assert(matches("Mod+Z", press("z", meta), true) && !matches("Mod+Z", press("z", ctrl), true));
  assert(matches("Mod+Shift+Z", press("Z", { ...meta, ...shift }), true));
  assert(!matches("Mod+Z", press("Z", { ...meta, ...shift }), true));
});

Deno.test("letters match by the typed letter, and by physical key on layouts without Latin letters", () => {
  assert(matches("Z", press("z", { code: "KeyY" }), false)); // German
  assert(!matches("Y", press("z", { code: "KeyY" }), false));
  assert(matches("P", press("з", { code: "KeyP" }), false)); // Russian
  assert(matches("Mod+Z", press("я", { code: "KeyZ", ...ctrl }), false));
  assert(!matches("E", press("é", { code: "KeyE" }), false));
});

Deno.test("digits match by physical key, because French keyboards shift them", () => {
  assert(matches("Shift+1", press("!", { code: "Digit1", ...shift }), false));
  assert(matches("Shift+1", press("1", { code: "Digit1", ...shift }), false));
  assert(matches("Mod+0", press("à", { code: "Digit0", ...ctrl }), false));
  assert(matches("Mod+0", press("0", { code: "Numpad0", ...ctrl }), false));
  assert(!matches("Shift+1", press("1"), false));
});

Deno.test("other characters match by the typed character, whatever modifiers the layout needs for it", () => {
  assert(matches("?", press("?", shift), false));
  assert(matches("Mod+/", press("/", { ...ctrl, ...shift, code: "Digit7" }), false)); // German
  assert(matches("Mod+=", press("+", { ...ctrl, ...shift }), false));
  assert(matches("Mod+-", press("_", { ...ctrl, ...shift }), false));
  assert(!matches("=", press("=", ctrl), false));
  const altGr = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === "AltGraph" };
  assert(matches("[", press("[", altGr), false)); // German on Windows
});

Deno.test("Shift and Alt must be pressed if the chord names them with a character; otherwise Alt must not", () => {
  const alt = { altKey: true };
  assert(matches("Mod+Shift+]", press("}", { ...ctrl, ...shift }), false));
  assert(!matches("Mod+Shift+]", press("]", ctrl), false));
  assert(matches("Alt+]", press("]", alt), false));
  assert(!matches("Alt+]", press("]"), false) && !matches("]", press("]", alt), false));
});

Deno.test("with Alt, characters match by physical key on a Mac, where Option types others", () => {
  const option = (key: string, code: string) => press(key, { altKey: true, code });
  assert(matches("Alt+A", option("å", "KeyA"), true) && matches("Alt+]", option("‘", "BracketRight"), true));
  assert(!matches("Alt+A", option("å", "KeyQ"), true));
  assert(matches("[", option("[", "Digit5"), true)); // German
});
