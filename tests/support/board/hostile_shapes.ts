import { HEADS } from "../../../board/figure/line/arrow_head.ts";
import { Board } from "../../../board/document.ts";
import { mapOfEdits } from "./boards.ts";
import { encodeInk, STRIDE } from "../../../board/ink.ts";
import { COORDINATE_MAX, STROKE_SAMPLES_MAX, TEXT_MAX } from "../../../board/limits.ts";
import { COLORS } from "../../../board/palette.ts";
import { NIBS } from "../../../board/shape.ts";
import { ALIGNS, DASHES, FILLS, FONTS, FORMS, ROUTES } from "../../../board/style.ts";
import type { Random } from "../random.ts";

/** A shape as an attacker would write it into a document. */
export interface HostileShape {
  readonly id: string;
  readonly record: Record<string, unknown>;
  readonly edits: readonly (readonly [property: string, value: unknown])[];
  readonly text: string;
}

const KINDS = ["geo", "geo", "geo", "line", "arrow", "ink", "text", "note", "frame"] as const;
const NUMBERS = [0, -0, 1e-300, 5e-324, 0.1, 0.01, 1, 1 / 3, 100, 8_191.99, 8_192.01, 1e5, COORDINATE_MAX];
const SIGNED = [...NUMBERS, -1e-300, -1, -100, -COORDINATE_MAX];
const WIDTHS = [0.1, 0.1, 1, 4, 64, 512];
const NO_VALUES = [
  ...[undefined, null, NaN, Infinity, -Infinity, -1, 1e308, COORDINATE_MAX * 2, "", "7", "__proto__", true, {}, []],
  ...[[[[[[]]]]], { __proto__: null, x: 1 }, new Uint8Array(0), "\u202e", 10n],
];
const TEXTS = [
  () => "",
  () => "\u202eabc\u0000\ud800 <script>&]]>",
  () => "\n".repeat(TEXT_MAX),
  () => "a漢".repeat(TEXT_MAX / 2),
  () => `${" ".repeat(TEXT_MAX - 1)}a`,
  () => "👨‍👩‍👧‍👦".repeat(1_000),
  () => "א\t".repeat(2_000),
  () => "W".repeat(TEXT_MAX + 5),
];
/** Texts of the full length are rare, because they fill the whole document. */
const LONG_TEXT_PART = 0.01;
const NO_PROPERTIES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "trace",
  "text",
  "id",
  "kind",
  "x".repeat(500),
];

/**
 * Shapes of every kind with extreme, absent, nested and contradictory values. Most shapes can be read, because
 * unreadable values are rare.
 *
 * @param prefix of their ids
 */
export function hostileShapes(count: number, random: Random, prefix = "hostile"): HostileShape[] {
  return Array.from({ length: count }, (_, i) => {
    // Shapes refer to neighbouring shapes and to themselves as frames and targets, so there are cycles of every length.
    const other = () => `${prefix}.${Math.max(0, i - 3 + random.below(7))}`;
    const record = recordOf(random, other);
    if (random.below(20) === 0) record[random.pick(Object.keys(record))] = random.pick(NO_VALUES);
    if (random.below(40) === 0) delete record[random.pick(Object.keys(record))];
    return { id: `${prefix}.${i}`, record, edits: editsOf(random, other), text: textOf(random) };
  });
}

/** A board with these shapes. Values that Yjs does not accept are left out. */
export function hostileBoard(shapes: readonly HostileShape[]): Board {
  const board = new Board();
  board.transact(() => {
    const list = board.doc.getArray("changes");
    for (const [i, { id, record, edits, text }] of shapes.entries()) {
      put(() => board.shapes.set(id, record));
      for (const [property, value] of edits) {
        // In the format of earlier versions, of this version, and of none.
        if (i % 3 === 0) put(() => mapOfEdits(board).set(`${id}/${property}`, value));
        else if (i % 3 === 1) put(() => board.edits.write(id, property, value));
        else put(() => list.push([value]));
      }
      if (text !== "") board.textOf(id).insert(0, text);
    }
  }, "remote");
  return board;
}

function put(write: () => void): void {
  try {
    write();
  } catch {
    // Not a value that a Yjs document can contain.
  }
}

function recordOf(random: Random, other: () => string): Record<string, unknown> {
  const kind = random.pick(KINDS);
  const maybe = (value: () => Record<string, unknown>) => random.below(2) === 0 ? value() : {};
  const base = {
    kind,
    order: random.pick(["a0", "a1", "Zz", `a0${"V".repeat(120)}`]),
    x: random.pick(SIGNED),
    y: random.pick(SIGNED),
    w: random.pick(NUMBERS),
    h: random.pick(NUMBERS),
    ...maybe(() => ({ angle: random.pick([0, -0, 100, -100, 1e-300, Math.PI / 4]) })),
    ...maybe(() => ({ opacity: random.pick([0, 1, 1e-300, 0.5]) })),
    ...maybe(() => ({ groups: Array.from({ length: random.below(17) }, other), frame: other() })),
    ...maybe(() => ({ locked: true, link: "https://example.com/\u202egnp.exe" })),
  };
  const drawn = { color: random.pick(["#000000", ...COLORS]), width: random.pick(WIDTHS) };
  const look = { dash: random.pick(DASHES), sketch: random.below(2) === 0 };
  const flipped = { flipX: random.below(2) === 0, flipY: random.below(2) === 0 };
  const written = {
    font: random.pick(FONTS),
    fontSize: random.pick([1, 20, 2_000]),
    align: random.pick(ALIGNS),
    valign: random.pick(ALIGNS),
  };
  switch (kind) {
    case "geo":
      return {
        ...base,
        ...drawn,
        ...look,
        ...maybe(() => flipped),
        ...maybe(() => written),
        form: random.pick(FORMS),
        fill: random.pick(FILLS),
        rounded: random.below(2) === 0,
      };
    case "line":
      return { ...base, ...drawn, ...look, ...maybe(() => flipped), points: pointsOf(random), smooth: true };
    case "arrow":
      return {
        ...base,
        ...drawn,
        ...look,
        ...maybe(() => written),
        start: endOf(random, other),
        end: endOf(random, other),
        startLeft: endOf(random, other),
        route: random.pick(ROUTES),
        bend: random.pick([-2, 0, 1e-300, 2]),
        labelAt: random.pick([0, 0.5, 1]),
        startHead: random.pick(HEADS),
        endHead: random.pick(HEADS),
      };
    case "ink":
      return {
        ...base,
        ...maybe(() => flipped),
        nib: random.pick(NIBS),
        color: random.pick(COLORS),
        width: random.pick([5e-324, ...WIDTHS]),
        ink: inkOf(random),
      };
    case "text":
      return { ...base, color: drawn.color, ...maybe(() => written), wraps: random.below(2) === 0 };
    case "note":
      return { ...base, color: random.pick(COLORS), ...maybe(() => written) };
    case "frame":
      return { ...base, name: random.pick(["", "\u202e".repeat(80), "name"]) };
  }
}

function editsOf(random: Random, other: () => string): [string, unknown][] {
  return Array.from({ length: random.below(3) }, () => {
    if (random.below(4) === 0) return [random.pick(NO_PROPERTIES), random.pick(NO_VALUES)];
    const record = recordOf(random, other);
    const property = random.pick(Object.keys(record));
    return [property, random.below(6) === 0 ? random.pick(NO_VALUES) : record[property]];
  });
}

function textOf(random: Random): string {
  if (random.below(3) > 0) return "";
  const text = random.pick(TEXTS)();
  return random.float() < LONG_TEXT_PART ? text : text.slice(-200);
}

function endOf(random: Random, other: () => string): Record<string, unknown> {
  const place = { x: random.pick(SIGNED), y: random.pick(SIGNED) };
  return random.below(2) === 0
    ? place
    : { ...place, to: other(), u: random.pick([0, 1, 1e-300]), v: random.pick([0, 1]) };
}

function pointsOf(random: Random): number[] {
  const count = random.below(50) === 0 ? 1_000 : 2 + random.below(5);
  return Array.from({ length: 2 * count }, () => random.pick(SIGNED));
}

function inkOf(random: Random): Uint8Array {
  if (random.below(10) === 0) return Uint8Array.from({ length: random.below(30) }, () => random.below(256));
  const count = random.below(200) === 0 ? STROKE_SAMPLES_MAX : 1 + random.below(40);
  const points = new Float32Array(count * STRIDE);
  const far = random.pick([0, 1, 300, COORDINATE_MAX / 4]);
  for (let i = 0; i < count; i++) points.set([i % 2 * far, i * random.float(), random.float()], i * STRIDE);
  return encodeInk({ points, pressure: random.below(2) === 0 });
}
