import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { isShapeId, type ShapeId } from "../id.ts";
import { decodeInk, encodeInk, QUANTUM, type Samples } from "../ink.ts";
import { COORDINATE_MAX, INK_FRAME_BYTES_MAX } from "../limits.ts";
import { COLORS, isColor } from "../palette.ts";
import { type Nib, NIBS } from "../shape.ts";
import type { Paint } from "../style.ts";

/**
 * An update of a stroke while it is being drawn: relayed, never stored. Each entry is self-contained, so a peer that
 * joins in the middle shows the rest of the stroke.
 *
 *     varuint    awareness id of the author: its live strokes disappear with it
 *     varstring  id of the stroke; the finished shape has the same id and replaces the live stroke without a flicker
 *     uint8      phase: 0 drawing, 1 lifted (the finished shape follows), 2 cancelled
 *     uint8      nib · uint8 colour, 255: of its own, which follows as three bytes · varuint width in 1/16 board units
 *     varint x · varint y   origin of the samples, 1/16 board units
 *     ink        as in `ink.ts`; absent when the phase is not 0
 */
export interface StrokeNews {
  readonly author: number;
  readonly stroke: ShapeId;
  readonly phase: "drawing" | "lifted" | "cancelled";
  readonly nib: Nib;
  readonly color: Paint;
  /** Board units. */
  readonly width: number;
  /** Origin of the samples, board units. */
  readonly x: number;
  readonly y: number;
  /** The new samples. The first one repeats the last one of the entry before. */
  readonly samples?: Samples;
}

/** The byte before a colour outside the palette. */
const ANY_COLOR = 255;

const PHASES = ["drawing", "lifted", "cancelled"] as const;

export function encodeStrokeNews(news: StrokeNews): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, news.author);
  encoding.writeVarString(encoder, news.stroke);
  encoding.writeUint8(encoder, PHASES.indexOf(news.phase));
  encoding.writeUint8(encoder, NIBS.indexOf(news.nib));
  writePaint(encoder, news.color);
  encoding.writeVarUint(encoder, Math.round(news.width / QUANTUM));
  encoding.writeVarInt(encoder, Math.round(news.x / QUANTUM));
  encoding.writeVarInt(encoder, Math.round(news.y / QUANTUM));
  if (news.samples) encoding.writeUint8Array(encoder, encodeInk(news.samples));
  return encoding.toUint8Array(encoder);
}

/** Never throws. @returns undefined when the bytes are malformed or out of range */
export function decodeStrokeNews(bytes: Uint8Array): StrokeNews | undefined {
  if (bytes.length > INK_FRAME_BYTES_MAX) return undefined;
  try {
    const decoder = decoding.createDecoder(bytes);
    const author = decoding.readVarUint(decoder);
    const stroke = decoding.readVarString(decoder);
    const phase = PHASES[decoding.readUint8(decoder)];
    const nib = NIBS[decoding.readUint8(decoder)];
    const color = readPaint(decoder);
    const width = decoding.readVarUint(decoder) * QUANTUM;
    const x = decoding.readVarInt(decoder) * QUANTUM;
    const y = decoding.readVarInt(decoder) * QUANTUM;
    if (!isShapeId(stroke) || !phase || !nib || !color || !(width > 0 && width <= 512)) return undefined;
    if (!(Math.abs(x) <= COORDINATE_MAX && Math.abs(y) <= COORDINATE_MAX)) return undefined;
    const base = { author, stroke, phase, nib, color, width, x, y };
    if (!decoding.hasContent(decoder)) return phase === "drawing" ? undefined : base;
    const samples = decodeInk(decoding.readTailAsUint8Array(decoder));
    return samples && { ...base, samples };
  } catch {
    return undefined;
  }
}

function writePaint(encoder: encoding.Encoder, paint: Paint): void {
  if (isColor(paint)) return encoding.writeUint8(encoder, COLORS.indexOf(paint));
  encoding.writeUint8(encoder, ANY_COLOR);
  for (const at of [1, 3, 5]) encoding.writeUint8(encoder, parseInt(paint.slice(at, at + 2), 16));
}

function readPaint(decoder: decoding.Decoder): Paint | undefined {
  const index = decoding.readUint8(decoder);
  if (index !== ANY_COLOR) return COLORS[index];
  const channels = [0, 0, 0].map(() => decoding.readUint8(decoder).toString(16).padStart(2, "0"));
  return `#${channels.join("")}`;
}

/** The author of an entry, without decoding the rest. @throws when the entry is malformed */
export function authorOf(bytes: Uint8Array): number {
  return decoding.readVarUint(decoding.createDecoder(bytes));
}

/** True for an entry that only takes a stroke away. */
export function endsStroke(bytes: Uint8Array): boolean {
  const news = decodeStrokeNews(bytes);
  return news?.phase === "cancelled" && news.samples === undefined;
}
