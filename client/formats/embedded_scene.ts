import { DrawingError } from "./drawing.ts";
import { record, textOr } from "./json.ts";

/** The chunk of a PNG, and the comment of an SVG, in which Excalidraw keeps the scene of a picture. */
const KEYWORD = "application/vnd.excalidraw+json";

/** A scene of more letters than this is none, bytes. */
const INFLATED_MAX = 256 * 1024 * 1024;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(bytes: Uint8Array): boolean {
  return PNG.every((byte, i) => bytes[i] === byte);
}

/** The scene in a PNG as JSON (PNG 1.2, tEXt); undefined when it carries none. */
export async function sceneInPng(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IEND" || content.length < length) return undefined;
    const zero = content.indexOf(0);
    if (type === "tEXt" && zero > 0 && latin1(content.subarray(0, zero)) === KEYWORD) {
      return await unwrapped(latin1(content.subarray(zero + 1)));
    }
    at += length + 12;
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

/** @throws {DrawingError} when the bytes are not zlib's, or far too many come out of them */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    for (const reader = stream.getReader();;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > INFLATED_MAX) {
        await reader.cancel();
        throw new DrawingError("tooLarge");
      }
      parts.push(value);
    }
  } catch (error) {
    throw error instanceof DrawingError ? error : new DrawingError("broken");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function between(text: string, start: string, end: string): string | undefined {
  const from = text.indexOf(start);
  const to = from < 0 ? -1 : text.indexOf(end, from + start.length);
  return to < 0 ? undefined : text.slice(from + start.length, to);
}
