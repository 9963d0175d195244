import { DrawingError } from "./drawing.ts";
import { inflated } from "./inflated.ts";
import { record, textOr } from "./json.ts";
import { bytesOf, latin1, textsInPng, utf8 } from "./png_texts.ts";

/** The chunk of a PNG, and the comment of an SVG, in which Excalidraw keeps the scene of a picture. */
const KEYWORD = "application/vnd.excalidraw+json";

/** The scene in a PNG as JSON; undefined when it carries none. */
export async function sceneInPng(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  for (const { keyword, isPacked, content } of textsInPng(bytes)) {
    if (keyword === KEYWORD && !isPacked) return await unwrapped(latin1(content));
  }
  return undefined;
}

/** The scene in an SVG as JSON, which stands base64-encoded between two comments; undefined when there is none. */
export async function sceneInSvg(svg: string): Promise<string | undefined> {
  const marked = between(svg, `<!-- payload-type:${KEYWORD} -->`, "</metadata>") ??
    between(svg, `<!-- payload-type:${KEYWORD} -->`, "</svg>");
  if (marked === undefined) return undefined;
  const version = between(marked, "<!-- payload-version:", "-->")?.trim() ?? "1";
  const payload = between(marked, "<!-- payload-start -->", "<!-- payload-end -->");
  if (payload === undefined) return undefined;
  let binary: string;
  try {
    binary = atob(payload.trim());
  } catch {
    throw new DrawingError("broken");
  }
  // Version 1 is the UTF-8 of the whole, version 2 bytes that the JSON itself describes.
  return await unwrapped(version === "1" ? utf8(bytesOf(binary)) : binary);
}

/** The JSON itself, or the JSON in an envelope: `{ encoding: "bstring", compressed, encoded }`. */
async function unwrapped(text: string): Promise<string> {
  let envelope;
  try {
    envelope = record(JSON.parse(text));
  } catch {
    throw new DrawingError("broken");
  }
  const encoded = textOr(envelope.encoded, undefined);
  if (encoded === undefined) return text;
  const bytes = bytesOf(encoded);
  return utf8(envelope.compressed === false ? bytes : await inflated(bytes));
}

function between(text: string, start: string, end: string): string | undefined {
  const from = text.indexOf(start);
  const to = from < 0 ? -1 : text.indexOf(end, from + start.length);
  return to < 0 ? undefined : text.slice(from + start.length, to);
}
