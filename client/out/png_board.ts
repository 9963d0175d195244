import { crc32 } from "../../board/bytes/crc32.ts";
import { isPng, latin1, textsInPng } from "../formats/png_texts.ts";
import { inflated } from "../formats/inflated.ts";
import { deflated } from "./pdf/deflated.ts";

/** The name of the chunk of a PNG that carries the board (PNG 1.2, zTXt). */
const KEYWORD = "drawbridge";

/** Where the first chunk ends, which describes the picture and has to be the first. */
const HEADER_END = 33;

/** The start of a PNG that carries a board. */
export const CARRIED = `zTXt${KEYWORD}\0`;

/** A PNG that carries a board as JSON, in letters of ASCII. */
export async function withBoard(png: Blob, json: string): Promise<Blob> {
  const ascii = json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  // The zero behind the name ends it; the next one says how the text is packed.
  const name = new TextEncoder().encode(`${CARRIED}\0`);
  const content = new Uint8Array(await new Blob([name, await deflated([ascii])]).arrayBuffer());
  const edges = new DataView(new ArrayBuffer(8));
  edges.setUint32(0, content.length - 4);
  edges.setUint32(4, crc32(content));
  const [length, sum] = [edges.buffer.slice(0, 4), edges.buffer.slice(4)];
  return new Blob([png.slice(0, HEADER_END), length, content, sum, png.slice(HEADER_END)], { type: png.type });
}

/**
 * The board in a PNG as JSON; undefined when it carries none.
 *
 * @throws {DrawingError} when it is damaged or too large
 */
export async function boardIn(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  if (!isPng(bytes)) return undefined;
  for (const { keyword, isPacked, content } of textsInPng(bytes)) {
    if (keyword === KEYWORD && isPacked) return latin1(await inflated(content.subarray(1)));
  }
  return undefined;
}
