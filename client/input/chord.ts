/** The used part of `KeyboardEvent`. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState?(name: string): boolean;
}

/** Shifted characters that share a key with the unshifted one: + and =, _ and -. */
const ALIASES = new Map([["+", "="], ["_", "-"], ["{", "["], ["}", "]"]]);

/** Physical keys of characters, by `KeyboardEvent.code`. */
const PLACES = new Map([["[", "BracketLeft"], ["]", "BracketRight"]]);

/**
 * True when a key press matches a chord in the notation of commands ("Mod+Shift+Z").
 *
 * Letters match by the typed letter, and by physical key on layouts without Latin letters. Digits match by physical
 * key, because French keyboards shift them. Other characters match by the typed character, with whatever Shift or AltGr
 * the layout needs. With Alt on a Mac, all match by physical key, because Alt types other characters there.
 */
export function matches(chord: string, press: KeyPress, isMac: boolean): boolean {
  const name = chord.slice(chord.lastIndexOf("+") + 1);
  const wants = (modifier: string) => chord.includes(`${modifier}+`);
  // Windows reports AltGr as Ctrl+Alt, but it only serves to type a character.
  const types = (press.ctrlKey || press.altKey) && press.getModifierState?.("AltGraph");
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
  if (name.length > 1) { // "Delete", "ArrowLeft": no layout needs Shift for these
    return press.shiftKey === wants("Shift") && press.altKey === wants("Alt") && press.key === name;
  }
  if (wants("Shift") && !press.shiftKey) return false;
  if (wants("Alt") && (!press.altKey || types)) return false;
  // On a Mac, many layouts need Option to type the character.
  if (!wants("Alt") && press.altKey && !types && !isMac) return false;
  if (isMac && wants("Alt")) return press.code === PLACES.get(name);
  return name === press.key || name === ALIASES.get(press.key);
}

function letterOf({ key, code }: KeyPress): string | undefined {
  const typed = key.toUpperCase();
  if (/^[A-Z]$/.test(typed)) return typed;
  // An accented Latin letter or a symbol never stands for the letter of its physical key.
  return /^\p{Letter}$/u.test(key) && !/\p{Script=Latin}/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
}
