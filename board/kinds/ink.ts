import { Path } from "../figure/path.ts";
import { INK_BYTES_MAX } from "../limits.ts";
import { type InkShape, NIBS } from "../shape.ts";
import { isPaint } from "../style.ts";
import { FLIPPED, fraction, oneOf, within } from "./checks.ts";
import { described } from "./described.ts";
import { defineKind } from "./kind.ts";

const ink = described(
  (value) => value instanceof Uint8Array && value.length >= 5 && value.length <= INK_BYTES_MAX,
  { type: "string", pattern: "^[A-Za-z0-9_-]{7,}$", description: "packed samples (PROTOCOL.md, 7) as base64url" },
);

/** Freehand strokes. Their samples are decoded and painted in code of their own, because a board has many of them. */
export const INK = defineKind<InkShape>({
  kind: "ink",
  needed: {
    nib: oneOf(NIBS),
    color: isPaint,
    width: within(Number.MIN_VALUE, 512),
    ink,
  },
  optional: { ...FLIPPED, strength: fraction },
  body: "line",
  isSized: true,
  isFreehand: true,
  // Lines are centred on their samples, and pressure widens them up to twice.
  margin: ({ width }) => width + 1,
  name: ({ nib }) => nib === "highlighter" ? "Highlight" : "Stroke",
  path: () => new Path(),
  figure: () => [],
});
