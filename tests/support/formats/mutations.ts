import type { Random } from "../random.ts";

const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  -1e308,
  1e999,
  "",
  "__proto__",
  "\ud800",
  "#12345",
  "constructor",
  [],
  {},
  [[[]]],
  { x: "1", y: null },
  "a".repeat(3_000),
];

/** A file with a few mistakes: JSON, XML or lines. */
export function mutatedFile(file: unknown, random: Random): string {
  if (typeof file !== "string") return mutated(file, random);
  return file.startsWith("<") ? mutatedXml(file, random) : mutatedLines(file, random);
}

/** Bytes of which a few are changed, repeated, taken away or moved. */
export function mutatedBytes(file: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  let bytes = file.slice();
  for (let left = random.below(6); left > 0; left--) {
    const at = random.below(bytes.length), length = 1 + random.below(random.below(3) === 0 ? 200 : 4);
    const part = bytes.slice(at, at + length), before = bytes.slice(0, at), after = bytes.slice(at + length);
    switch (random.below(5)) {
      case 0:
        bytes = joined(before, after);
        break;
      case 1:
        bytes = joined(before, part, part, part, after);
        break;
      case 2:
        bytes = random.below(4) === 0 ? before : joined(after, part, before);
        break;
      default:
        bytes[at] = random.pick([0, 0x20, 0x30, 0x39, 0x7f, 0xff, random.below(256)]);
    }
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}

/** JSON in which a few values are replaced, moved, repeated or taken away, or whose letters are damaged. */
function mutated(file: unknown, random: Random): string {
  const copy = structuredClone(file);
  for (let left = 1 + random.below(6); left > 0; left--) mutateValue(copy, random);
  const json = JSON.stringify(copy, (_, value) => value === Infinity ? "\u0000inf" : value)
    .replaceAll('"\\u0000inf"', "1e999");
  return random.below(4) === 0 ? damaged(json, random) : json;
}

/** XML in which a few values of attributes and elements are replaced, moved, repeated or taken away. */
function mutatedXml(xml: string, random: Random): string {
  let text = xml;
  for (let left = 1 + random.below(6); left > 0; left--) text = mutateXml(text, random);
  return random.below(4) === 0 ? damaged(text, random) : text;
}

/** Lines of which a few are taken away, repeated, moved or changed within. */
function mutatedLines(text: string, random: Random): string {
  const lines = text.split("\n");
  for (let left = 1 + random.below(6); left > 0; left--) {
    const at = 1 + random.below(lines.length), other = random.pick(lines);
    const words = (lines[at] ?? "").split(/(\W)/), word = random.below(words.length);
    switch (random.below(4)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(at, 0, ...Array(1 + random.below(60)).fill(other));
        break;
      default:
        words[word] = random.pick([random.pick(other.split(/(\W)/)), `${random.pick(VALUES)}`, '"[({<|', ""]);
        lines[at] = words.join("");
    }
  }
  return random.below(4) === 0 ? damaged(lines.join("\n"), random) : lines.join("\n");
}

function mutateXml(xml: string, random: Random): string {
  const pattern = random.below(3) === 0 ? /<\w+[^<>]*>/g : /"[^"<>]*"/g;
  const places = [...xml.matchAll(pattern)];
  if (places.length === 0) return xml;
  const { index, 0: found } = random.pick(places), [other] = random.pick(places);
  const value = JSON.stringify(random.pick(VALUES)) ?? "";
  const written = random.pick([
    "",
    other,
    found.repeat(3),
    found[0] === "<" ? found : `"${value.replaceAll('"', "&quot;")}"`,
    found[0] === "<" ? found : found.replace(/[\d.]+/, "1e999"),
  ]);
  return xml.slice(0, index) + written + xml.slice(index + found.length);
}

function mutateValue(root: unknown, random: Random): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  collect(root, places);
  if (places.length === 0) return;
  const { holder, key } = random.pick(places), other = random.pick(places);
  switch (random.below(5)) {
    case 0:
      delete holder[key];
      break;
    case 1:
      holder[key] = structuredClone(other.holder[other.key]);
      break;
    case 2:
      if (Array.isArray(holder[key])) holder[key] = Array(40).fill(holder[key]).flat().slice(0, 4_000);
      else holder[key] = [holder[key]];
      break;
    default:
      holder[key] = structuredClone(random.pick(VALUES));
  }
}

function collect(value: unknown, places: { holder: Record<string, unknown>; key: string }[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    places.push({ holder: value as Record<string, unknown>, key });
    collect((value as Record<string, unknown>)[key], places);
  }
}

function damaged(text: string, random: Random): string {
  const at = random.below(text.length), length = random.below(20);
  const letters = random.below(2) === 0 ? "" : String.fromCharCode(random.below(0xffff)).repeat(length);
  return random.below(3) === 0 ? text.slice(0, at) : text.slice(0, at) + letters + text.slice(at + length);
}
