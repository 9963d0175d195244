import { decodeInk, encodeInk, type Samples, STRIDE } from "../../board/ink.ts";
import { handwriting } from "../support/board/handwriting.ts";
import { seeded } from "../support/random.ts";
import type { Bench } from "./bench.ts";

const STROKES = 1_000;
const strokes: Samples[] = Array.from({ length: STROKES }, (_, i) => handwriting(seeded(i)));
const packed = strokes.map(encodeInk);
const samples = strokes.reduce((sum, { points }) => sum + points.length / STRIDE, 0);

export const inkBenches: Bench[] = [
  {
    name: "ink: encode",
    meaning: "packing a stroke of 80 samples when the pen lifts",
    unit: "µs/stroke",
    prepare: () => ({ run: () => perStroke(() => strokes.forEach(encodeInk)) }),
  },
  {
    name: "ink: decode",
    meaning: "unpacking it before it is drawn",
    unit: "µs/stroke",
    prepare: () => ({ run: () => perStroke(() => packed.forEach((ink) => decodeInk(ink))) }),
  },
  {
    name: "ink: size",
    meaning: "what a sample takes in the document",
    unit: "B/sample",
    prepare: () => ({ run: () => packed.reduce((sum, { length }) => sum + length, 0) / samples }),
  },
];

function perStroke(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) * 1_000 / STROKES;
}
