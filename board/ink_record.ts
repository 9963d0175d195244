import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { QUANTUM } from "./ink.ts";
import { isOrderKey } from "./order.ts";
import { COLORS, isColor } from "./palette.ts";
import { type InkShape, NIBS } from "./shape.ts";

/**
 * The record of a stroke as bytes. Yjs decodes every key and string of a plain record separately. A board consists
 * mostly of strokes, and this took half of the time to open a large one.
 *
 *     byte 0     version (1)
 *     uint8      nib · uint8 colour · varuint width
 *     varint x · varint y · varuint w · varuint h
 *     varuint    length of the order key, its letters
 *     ink        as in `ink.ts`, to the end
 *
 * Lengths are in 1/16 board units, the precision that pens draw in.
 */
const VERSION = 1;

type InkRecord = Omit<InkShape, "id">;

/** @returns the unchanged record when the bytes cannot represent all of it */
export function packInk(record: InkRecord): Uint8Array | InkRecord {
  const { kind: _, order, nib, color, width, x, y, w, h, ink, ...more } = record;
  const lengths = [width, x, y, w, h].map((length) => length / QUANTUM);
  const fits = isColor(color) && lengths.every(Number.isSafeInteger) && Math.min(width, w, h) >= 0 && isOrderKey(order);
  if (!fits || Object.keys(more).length > 0) return record;
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, VERSION);
  encoding.writeUint8(encoder, NIBS.indexOf(nib));
  encoding.writeUint8(encoder, COLORS.indexOf(color));
  encoding.writeVarUint(encoder, lengths[0]);
  encoding.writeVarInt(encoder, lengths[1]);
  encoding.writeVarInt(encoder, lengths[2]);
  encoding.writeVarUint(encoder, lengths[3]);
  encoding.writeVarUint(encoder, lengths[4]);
  encoding.writeVarString(encoder, order);
  encoding.writeUint8Array(encoder, ink);
  return encoding.toUint8Array(encoder);
}

/**
 * Decodes a record without validating it: the caller checks it like a plain record.
 *
 * @returns undefined when malformed
 */
export function unpackInk(bytes: Uint8Array): object | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readUint8(decoder) !== VERSION) return undefined;
    const nib = NIBS[decoding.readUint8(decoder)];
    const color = COLORS[decoding.readUint8(decoder)];
    const width = decoding.readVarUint(decoder) * QUANTUM;
    const x = decoding.readVarInt(decoder) * QUANTUM, y = decoding.readVarInt(decoder) * QUANTUM;
    const w = decoding.readVarUint(decoder) * QUANTUM, h = decoding.readVarUint(decoder) * QUANTUM;
    const order = readLetters(decoder);
    return { kind: "ink", order, nib, color, width, x, y, w, h, ink: bytes.subarray(decoder.pos) };
  } catch {
    return undefined; // truncated
  }
}

/** Like `readVarString`, which is ten times slower for a few letters. @throws {RangeError} when letters are missing */
function readLetters(decoder: decoding.Decoder): string {
  const end = decoding.readVarUint(decoder) + decoder.pos;
  if (end > decoder.arr.length) throw new RangeError("Cannot read an order key as its letters are missing");
  let letters = "";
  while (decoder.pos < end) letters += String.fromCharCode(decoding.readUint8(decoder));
  return letters;
}
