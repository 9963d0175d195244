import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { COORDINATE_MAX, STROKE_SAMPLES_MAX } from "./limits.ts";
import { readRice, RICE_PARAMETER_MAX, riceParameter, RiceWriter } from "./rice_coding.ts";

/**
 * The samples of one stroke and their packed form, ink.
 *
 *     byte 0    version (1)
 *     byte 1    flags: bit 0 = samples carry pressure
 *     varuint   number of samples, at least 1
 *     first     varint x, varint y [, uint8 pressure]
 *     if there are more:
 *     byte      Rice parameters of ddx (low half) and ddy (high half) [, byte: that of dp]
 *     bits      the other samples, each: ddx, ddy [, dp]; Rice codes (`rice_coding.ts`), the last byte padded with zeros
 *
 * Coordinates are whole 1/16 board units, coded as second differences. A hand moves steadily, so these scatter around
 * zero. Pressure is 0…63, coded as a difference. A sample takes about 2 bytes with pressure and 1.5 without.
 */
export interface Samples {
  /** x, y, pressure (0…1) of each sample in sequence; board units relative to the stroke's x, y. */
  readonly points: Float32Array;
  /**
   * False when the device reports no pressure (mouse). Pressure is then simulated from speed when the stroke is drawn.
   */
  readonly pressure: boolean;
}

/** Values per sample in `Samples.points`. */
export const STRIDE = 3;

/** Precision of coordinates, board units. */
export const QUANTUM = 1 / 16;

const VERSION = 1;
const HAS_PRESSURE = 1;
const PRESSURE_STEPS = 63;
/** The width of the board in sixteenths of a unit. Second differences of this range still fit into 32 bits. */
const OFFSET_MAX = 2 * COORDINATE_MAX / QUANTUM;

/** @throws {RangeError} when there are no samples, more than STROKE_SAMPLES_MAX, or one is not finite */
export function encodeInk({ points, pressure }: Samples): Uint8Array<ArrayBuffer> {
  const count = points.length / STRIDE;
  if (!Number.isInteger(count) || count < 1 || count > STROKE_SAMPLES_MAX) {
    throw new RangeError(`Cannot encode ink as it has ${count} samples: expected 1 to ${STROKE_SAMPLES_MAX}`);
  }
  const xs = secondDifferences(points, 0);
  const ys = secondDifferences(points, 1);
  const ps = pressure ? differences(points) : undefined;

  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, VERSION);
  encoding.writeUint8(encoder, pressure ? HAS_PRESSURE : 0);
  encoding.writeVarUint(encoder, count);
  encoding.writeVarInt(encoder, xs[0]);
  encoding.writeVarInt(encoder, ys[0]);
  if (ps) encoding.writeUint8(encoder, ps[0]);
  if (count > 1) {
    const kx = riceParameter(xs.subarray(1)), ky = riceParameter(ys.subarray(1));
    const kp = ps ? riceParameter(ps.subarray(1)) : 0;
    encoding.writeUint8(encoder, kx | (ky << 4));
    if (ps) encoding.writeUint8(encoder, kp);
    const writer = new RiceWriter();
    for (let i = 1; i < count; i++) {
      writer.write(xs[i], kx);
      writer.write(ys[i], ky);
      if (ps) writer.write(ps[i], kp);
    }
    encoding.writeUint8Array(encoder, writer.finish());
  }
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/** Allocates the array for decoded numbers, of the given length. */
export type Room = (length: number) => Float32Array;

/**
 * Decodes samples. Never throws.
 *
 * @param room lets a caller reuse one array when it decodes thousands of strokes and keeps none
 * @returns undefined when the bytes are truncated, of another version or out of range
 */
export function decodeInk(bytes: Uint8Array, room: Room = newRoom): Samples | undefined {
  try {
    return decode(bytes, room);
  } catch {
    return undefined;
  }
}

/** @throws when the bytes end too early */
function decode(bytes: Uint8Array, room: Room): Samples | undefined {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readUint8(decoder) !== VERSION) return undefined;
  const flags = decoding.readUint8(decoder);
  if (flags > HAS_PRESSURE) return undefined;
  const pressure = flags === HAS_PRESSURE;
  const count = decoding.readVarUint(decoder);
  if (count < 1 || count > STROKE_SAMPLES_MAX) return undefined;
  let x = decoding.readVarInt(decoder), y = decoding.readVarInt(decoder);
  let p = pressure ? decoding.readUint8(decoder) : 0;
  // A number takes at least one bit. Do not allocate for a count that the bytes cannot hold.
  if ((count - 1) * (pressure ? 3 : 2) > (bytes.length - decoder.pos) * 8) return undefined;
  const k = count > 1 ? decoding.readUint8(decoder) : 0;
  const kx = k & 15, ky = k >> 4, kp = count > 1 && pressure ? decoding.readUint8(decoder) : 0;
  if (kp > RICE_PARAMETER_MAX) return undefined;

  const points = room(count * STRIDE);
  const parameters = pressure ? [kx, ky, kp] : [kx, ky];
  const turns = parameters.length;
  const steps = { count: (count - 1) * turns, parameters, into: stepsOf((count - 1) * turns) };
  if (!readRice(bytes, decoder.pos, steps)) return undefined;
  let dx = 0, dy = 0;
  for (let i = 0, at = -turns; i < points.length; i += STRIDE, at += turns) {
    if (at >= 0) {
      x += dx += steps.into[at];
      y += dy += steps.into[at + 1];
      if (pressure) p += steps.into[at + 2];
    }
    if (!(Math.abs(x) <= OFFSET_MAX && Math.abs(y) <= OFFSET_MAX && p >= 0 && p <= PRESSURE_STEPS)) return undefined;
    points[i] = x * QUANTUM;
    points[i + 1] = y * QUANTUM;
    points[i + 2] = pressure ? p / PRESSURE_STEPS : 0.5;
  }
  return { points, pressure };
}

function newRoom(length: number): Float32Array {
  return new Float32Array(length);
}

let steps = new Int32Array(3 * 256);

/** A buffer of at least this length, reused by every call. */
function stepsOf(count: number): Int32Array {
  if (steps.length < count) steps = new Int32Array(count);
  return steps;
}

/** The first value, then the second differences, in whole sixteenths of a unit. */
function secondDifferences(points: Float32Array, axis: 0 | 1): Int32Array {
  const out = new Int32Array(points.length / STRIDE);
  let before = out[0] = quantise(points[axis]), step = 0;
  for (let i = 1; i < out.length; i++) {
    const value = quantise(points[i * STRIDE + axis]);
    out[i] = value - before - step;
    step = value - before;
    before = value;
  }
  return out;
}

/** The first pressure, then the differences, in steps of 1/63. */
function differences(points: Float32Array): Int32Array {
  const out = new Int32Array(points.length / STRIDE);
  let before = 0;
  for (let i = 0; i < out.length; i++) {
    const value = Math.round(Math.min(1, Math.max(0, points[i * STRIDE + 2])) * PRESSURE_STEPS);
    out[i] = value - before;
    before = value;
  }
  return out;
}

/** Rounds to whole sixteenths of a board unit. @throws {RangeError} when the value is not finite or out of range */
function quantise(value: number): number {
  const steps = Math.round(value / QUANTUM);
  if (!(Math.abs(steps) <= OFFSET_MAX)) throw new RangeError(`Cannot encode ink as a sample is not finite: ${value}`);
  return steps;
}
