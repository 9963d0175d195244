import { KeptBytes } from "./kept_bytes.ts";

/** Where parts begin that end with certain letters. Only the first stays: it is text as it is. */
const CDATA = "<![CDATA[";
const COMMENT = "<!--";
const ENDS = new Map([[CDATA, "]]>"], [COMMENT, "-->"]]);

/** What begins a part, names of files with the folders of a person, and pictures. */
const PARTS = new RegExp(
  [
    String.raw`<!\[CDATA\[|<!--`,
    // Elements of RDF with author, date and title; none of it is drawn.
    String.raw`<(?<element>(?:\w+:)?metadata)(?=[\s>])`,
    String.raw`\s(?<file>sodipodi:docname|sodipodi:absref|inkscape:export-filename)\s*=\s*(?:"[^"]*"|'[^']*')`,
    String.raw`(?<=["'(])data:(?<type>image/(?:png|jpe?g|webp|gif|avif));base64,(?<content>[^"')]*)`,
  ].join("|"),
  "g",
);

/**
 * A drawing without metadata, comments and names of files. The pictures in it are without metadata as well.
 *
 * @param barePicture gives a picture of a type without what it says about its making
 */
export function bareSvg(
  file: Uint8Array,
  barePicture: (bytes: Uint8Array, type: string) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const kept = new KeptBytes(file);
  // A letter for each byte, so that places in the text are places in the file.
  const text = new TextDecoder("latin1").decode(file);
  let at = 0;
  const replace = (from: number, to: number, by?: Uint8Array) => {
    kept.add(file.subarray(at, from));
    if (by) kept.add(by);
    at = to;
  };
  const parts = new RegExp(PARTS);
  for (let found = parts.exec(text); found !== null; found = parts.exec(text)) {
    const { element, type, content } = found.groups!;
    const start = found.index, end = start + found[0].length;
    const close = element === undefined ? ENDS.get(found[0]) : `</${element}`;
    if (close !== undefined) {
      const closed = text.indexOf(close, end);
      if (closed < 0) break;
      parts.lastIndex = element === undefined ? closed + close.length : text.indexOf(">", closed) + 1;
      // A tag without an end: the file is cut off.
      if (parts.lastIndex === 0) break;
      if (found[0] !== CDATA) replace(start, parts.lastIndex);
    } else if (type === undefined) replace(start, end);
    else {
      const bare = bareContent(content, type.replace("jpg", "jpeg"), barePicture);
      if (bare) replace(end - content.length, end, bare);
    }
  }
  kept.add(file.subarray(at));
  return kept.bytes;
}

/** @returns undefined when there is nothing to leave out */
function bareContent(
  content: string,
  type: string,
  barePicture: (bytes: Uint8Array, type: string) => Uint8Array,
): Uint8Array | undefined {
  const bytes = decoded(content);
  const bare = bytes && barePicture(bytes, type);
  if (bare === undefined || isSame(bare, bytes!)) return undefined;
  const letters = encoded(bare);
  return letters.length <= content.length ? letters : undefined;
}

export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** Programs break long lines, also with entities. @returns undefined when it is no base64 */
function decoded(content: string): Uint8Array | undefined {
  try {
    const letters = content.replaceAll(/&#(?:x0*[ad]|0*1[03]);/gi, "");
    return Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Letters for one call of a function with many arguments. */
const AT_ONCE = 8_192;

function encoded(bytes: Uint8Array): Uint8Array {
  let binary = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  }
  return new TextEncoder().encode(btoa(binary));
}
