/** What may come before the first element: spaces, instructions, comments, and a document type with its entities. */
const BEFORE = [
  /^[\s\ufeff]+/,
  /^<\?[^]*?\?>/,
  /^<!--[^]*?-->/,
  /^<!DOCTYPE[^[>]*(\[[^\]]*\]\s*)?>/i,
];
const SVG = /^<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]/;

/** True when a file with these first bytes is an SVG in UTF-8. */
export function isSvg(bytes: Uint8Array): boolean {
  let text = new TextDecoder().decode(bytes);
  for (;;) {
    const found = BEFORE.map((pattern) => pattern.exec(text)?.[0]).find((part) => part !== undefined);
    if (found === undefined) return SVG.test(text);
    text = text.slice(found.length);
  }
}
