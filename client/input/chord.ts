/** The parts of a `KeyboardEvent` that matter. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState?(name: string): boolean;
}

/** Keys that one finger finds as the same: + is on the key of =, _ on that of -. */
const ALIASES = new Map([["+", "="], ["_", "-"], ["{", "["], ["}", "]"]]);

/** Where characters are, by the names of `KeyboardEvent.code`. */
const PLACES = new Map([["[", "BracketLeft"], ["]", "BracketRight"]]);

/**
 * True when the press is the chord, written as in a command ("Mod+Shift+Z").
 *
 * Letters go by what they type, on layouts without Latin letters by their place; digits go by their place, as French
 * keyboards shift them; other characters go by what they type however the layout makes one type it, be it with Shift or
 * AltGr. With Alt all go by their place on a Mac, where that types other letters.
 */
export function matches(chord: string, press: KeyPress, isMac: boolean): boolean {
  const parts = chord.split("+");
  const name = parts.pop()!;
  const wants = (modifier: string) => parts.includes(modifier);
  // AltGr is Ctrl and Alt to Windows, but to the person it is how to type a character.
  const types = press.getModifierState?.("AltGraph") ?? false;
  const ctrl = wants("Ctrl") || (wants("Mod") && !isMac);
  const meta = wants("Meta") || (wants("Mod") && isMac);
  if (press.metaKey !== meta || (press.ctrlKey && !types) !== ctrl) return false;
  if (/^[A-Z]$/.test(name)) {
    return press.shiftKey === wants("Shift") && press.altKey === wants("Alt") &&
      (isMac && press.altKey ? press.code === `Key${name}` : letterOf(press) === name);
  }
  if (/^[0-9]$/.test(name)) {
    return press.shiftKey === wants("Shift") && press.altKey === wants("Alt") &&
      (press.code === `Digit${name}` || press.code === `Numpad${name}`);
  }
  if (name.length > 1) { // "Delete", "ArrowLeft": no layout needs Shift to type these
    return press.shiftKey === wants("Shift") && press.altKey === wants("Alt") && press.key === name;
  }
  if (wants("Shift") && !press.shiftKey) return false;
  if (wants("Alt") && (!press.altKey || types)) return false;
  // On a Mac, Option is how many layouts type it.
  if (!wants("Alt") && press.altKey && !types && !isMac) return false;
  if (isMac && wants("Alt")) return press.code === PLACES.get(name);
  return name === press.key || name === ALIASES.get(press.key);
}

function letterOf({ key, code }: KeyPress): string | undefined {
  const typed = key.toUpperCase();
  if (/^[A-Z]$/.test(typed)) return typed;
  // A Latin letter with an accent, or a symbol, is no other letter by its place.
  return /^\p{Letter}$/u.test(key) && !/\p{Script=Latin}/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
}
