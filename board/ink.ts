import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { STROKE_SAMPLES_MAX } from "./limits.ts";

/**
 * Ink: the samples of one stroke, packed.
 *
 *     byte 0    version (1)
 *     byte 1    flags: bit 0 = samples carry pressure
 *     varuint   number of samples, at least 1
 *     samples   each: varint ddx, varint ddy [, varint dp]
 *
 * Coordinates are whole 1/16 board units, coded as differences of differences: a hand moves steadily, so most fit one
 * byte. Pressure is 0…63, coded as a difference. About 3 bytes a sample with pressure, 2 without.
 */
export interface Samples {
  /** x, y, pressure (0…1) of each sample, one after the other; board units relative to the stroke's x, y. */
  readonly points: Float32Array;
  /** False when the device had none (mouse): pressure is then simulated from speed when drawn. */
  readonly pressure: boolean;
}

/** Values per sample in `Samples.points`. */
export const STRIDE = 3;

/** Board units are kept to this fraction. */
export const QUANTUM = 1 / 16;

const VERSION = 1;
const HAS_PRESSURE = 1;
const PRESSURE_STEPS = 63;
/** ±2³⁰ sixteenths: a sum of that many differences still is an exact integer. */
const OFFSET_MAX = 2 ** 30;

/** @throws {RangeError} when there is no sample, more than STROKE_SAMPLES_MAX, or one is not finite. */
export function encodeInk({ points, pressure }: Samples): Uint8Array<ArrayBuffer> {
  const count = points.length / STRIDE;
  if (!Number.isInteger(count) || count < 1 || count > STROKE_SAMPLES_MAX) {
    throw new RangeError(`Cannot encode ink as it has ${count} samples: expected 1 to ${STROKE_SAMPLES_MAX}`);
  }
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, VERSION);
  encoding.writeUint8(encoder, pressure ? HAS_PRESSURE : 0);
  encoding.writeVarUint(encoder, count);
  let x = 0, y = 0, dx = 0, dy = 0, p = 0;
  for (let i = 0; i < points.length; i += STRIDE) {
    const nextX = quantise(points[i]);
    const nextY = quantise(points[i + 1]);
    encoding.writeVarInt(encoder, nextX - x - dx);
    encoding.writeVarInt(encoder, nextY - y - dy);
    dx = i === 0 ? 0 : nextX - x;
    dy = i === 0 ? 0 : nextY - y;
    x = nextX;
    y = nextY;
    if (!pressure) continue;
    const nextP = Math.round(Math.min(1, Math.max(0, points[i + 2])) * PRESSURE_STEPS);
    encoding.writeVarInt(encoder, nextP - p);
    p = nextP;
  }
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/** The samples, or undefined when the bytes are truncated, of another version, or absurd. Never throws. */
export function decodeInk(bytes: Uint8Array): Samples | undefined {
  try {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readUint8(decoder) !== VERSION) return undefined;
    const flags = decoding.readUint8(decoder);
    if (flags > HAS_PRESSURE) return undefined;
    const pressure = flags === HAS_PRESSURE;
    const count = decoding.readVarUint(decoder);
    if (count < 1 || count > STROKE_SAMPLES_MAX) return undefined;
    // A sample takes two bytes at least: do not allocate for a count that the bytes cannot hold.
    if (count * (pressure ? 3 : 2) > bytes.length - decoder.pos) return undefined;
    const points = new Float32Array(count * STRIDE);
    let x = 0, y = 0, dx = 0, dy = 0, p = 0;
    for (let i = 0; i < points.length; i += STRIDE) {
      const nextX = x + dx + decoding.readVarInt(decoder);
      const nextY = y + dy + decoding.readVarInt(decoder);
      if (!(Math.abs(nextX) <= OFFSET_MAX && Math.abs(nextY) <= OFFSET_MAX)) return undefined;
      dx = i === 0 ? 0 : nextX - x;
      dy = i === 0 ? 0 : nextY - y;
      x = nextX;
      y = nextY;
      if (pressure) {
        p += decoding.readVarInt(decoder);
        if (p < 0 || p > PRESSURE_STEPS) return undefined;
      }
      points[i] = x * QUANTUM;
      points[i + 1] = y * QUANTUM;
      points[i + 2] = pressure ? p / PRESSURE_STEPS : 0.5;
    }
    if (decoding.hasContent(decoder)) return undefined;
    return { points, pressure };
  } catch {
    return undefined;
  }
}

/** To whole sixteenths of a board unit. @throws {RangeError} when the value is not a finite offset. */
function quantise(value: number): number {
  const steps = Math.round(value / QUANTUM);
  if (!(Math.abs(steps) <= OFFSET_MAX)) throw new RangeError(`Cannot encode ink as a sample is not finite: ${value}`);
  return steps + 0; // never -0, which would take a byte of its own
}
