import { inflated } from "../inflated.ts";
import { latin1, textsInPng, utf8 } from "../png_texts.ts";
import { rootOf } from "../xml.ts";

const KEYWORDS = new Set(["mxfile", "mxGraphModel"]);
/** All kinds of attributes at the start of an SVG, one after another. */
const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/y;

/** The XML of draw.io in a PNG; undefined when it carries none. */
export async function diagramInPng(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  for (const { keyword, isPacked, content } of textsInPng(bytes)) {
    if (!KEYWORDS.has(keyword)) continue;
    // Before the packed bytes stands the method. Not all versions wrote the header of zlib behind it.
    const packed = content.subarray(1);
    const format = (packed[0] & 15) === 8 && (packed[0] * 256 + packed[1]) % 31 === 0 ? "deflate" : "deflate-raw";
    return isPacked ? utf8(await inflated(packed, { format })).replaceAll("+", " ") : latin1(content);
  }
  return undefined;
}

/** The XML of draw.io in the attribute `content` of an SVG; undefined when it carries none. @throws {DrawingError} */
export function diagramInSvg(svg: string): string | undefined {
  const start = /<svg(?=\s)/.exec(svg);
  if (start === null) return undefined;
  ATTRIBUTE.lastIndex = start.index + start[0].length;
  for (let found = ATTRIBUTE.exec(svg); found !== null; found = ATTRIBUTE.exec(svg)) {
    const [, name, value] = found;
    if (name === "content") return rootOf(`<svg content=${value}/>`).attributes.content;
  }
  return undefined;
}
