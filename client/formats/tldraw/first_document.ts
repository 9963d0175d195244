import { boundsOf } from "../../../board/figure/bounds.ts";
import { type Point, turned } from "../../../board/figure/point.ts";
import { layOutText } from "../../../board/figure/text/text_layout.ts";
import { PORTABLE_SHAPES_MAX } from "../../../board/limits.ts";
import { DrawingError } from "../drawing.ts";
import { type Json, list, numberOr, record, records, textOr } from "../json.ts";
import { shownText } from "../text_fit.ts";
import { named } from "./tldraw_colors.ts";
import * as styles from "./tldraw_styles.ts";

/** Whether a file is of the first tldraw (2021): one document with pages, which hold shapes and bindings. */
export function isFirstDocument(value: Json): boolean {
  return "pages" in record(value.document) || "pages" in value && "pageStates" in value;
}

/**
 * A document of 2021 as records, with the styles that tldraw gives to such documents since 2023.
 *
 * @throws {DrawingError}
 */
export function recordsOfFirst(value: Json): { readonly all: readonly Json[]; readonly title?: string } {
  const document = "pages" in record(value.document) ? record(value.document) : value;
  const assets = Object.entries(record(document.assets ?? value.assets))
    .map(([id, asset]) => ({ id, typeName: "asset", props: record(asset) }));
  const pages = inOrder(Object.values(record(document.pages))).map(({ shapes, bindings, name }, i) =>
    new FirstPage(`page ${i}`, { shapes: Object.values(record(shapes)), bindings: record(bindings), name })
  );
  const title = textOr(value.name ?? document.name, undefined);
  if (pages.reduce((sum, { count }) => sum + count, 0) > PORTABLE_SHAPES_MAX) throw new DrawingError("tooMany");
  return {
    all: [...assets, ...pages.map(({ page }) => page), ...pages.flatMap((page) => [...page.shapes()])],
    ...(title !== undefined && { title }),
  };
}

function inOrder(all: readonly unknown[]): Json[] {
  return [...records(all)].sort((a, b) => numberOr(a.childIndex, 1) - numberOr(b.childIndex, 1));
}

/** An index that is compared as text. */
function indexOf(place: number): string {
  return `a${String(place).padStart(8, "0")}`;
}

const COLORS: Readonly<Record<string, string>> = {
  lightGray: "grey",
  gray: "grey",
  green: "light-green",
  cyan: "green",
  blue: "light-blue",
  indigo: "blue",
  violet: "light-violet",
  red: "red",
  orange: "orange",
  yellow: "yellow",
};
const SIZES: Readonly<Record<string, string>> = { small: "m", medium: "l", large: "xl" };
/** Those of texts alone. */
const TEXT_SIZES: Readonly<Record<string, string>> = { ...SIZES, small: "s" };
const FONTS: Readonly<Record<string, string>> = { script: "draw", sans: "sans", serif: "serif", mono: "mono" };
const ALIGNS: Readonly<Record<string, string>> = { start: "start", middle: "middle", end: "end", justify: "start" };
/** How far from its edges an arrow may point at a shape, fractions of its size. */
const ANCHOR = { min: 0.2, max: 0.8 };
/** A filled stroke is closed when its ends are this near, widths of its line. */
const CLOSED = 2;

class FirstPage {
  readonly page: Json;
  readonly #shapes: readonly Json[];
  readonly #bindings: Json;
  readonly #groups: ReadonlySet<unknown>;

  constructor(id: string, { shapes, bindings, name }: { shapes: readonly unknown[]; bindings: Json; name: unknown }) {
    this.page = { id, typeName: "page", name, index: id };
    this.#shapes = inOrder(shapes);
    this.#bindings = bindings;
    this.#groups = new Set(this.#shapes.filter(({ type }) => type === "group").map((shape) => shape.id));
  }

  get count(): number {
    return this.#shapes.length;
  }

  /** All places are those on the page, also of shapes in groups. So groups lie at its origin. */
  *shapes(): Generator<Json> {
    for (const [i, source] of this.#shapes.entries()) {
      const { type, id, parentId, point, isLocked } = source;
      const common = {
        id: this.#idOf(textOr(id, `shape ${i}`)),
        typeName: "shape",
        parentId: this.#groups.has(parentId) ? this.#idOf(parentId) : this.page.id,
        index: indexOf(i),
        isLocked,
      };
      if (type === "group") {
        yield { ...common, type };
        continue;
      }
      const made = this.#made(source);
      const [x, y] = pointOf(point);
      if (made === undefined) yield { ...common, type, x, y };
      else {yield {
          ...common,
          ...turnedAbout(made, source),
          type: made.type,
          props: { ...look(source), ...made.props },
        };}
    }
  }

  #idOf(id: unknown): string {
    return `${this.page.id}/${id}`;
  }

  /** @returns undefined for what records have no shape for */
  #made(source: Json): Made | undefined {
    const { type, size: box, radius } = source;
    const [w, h] = pointOf(box), text = textOr(source.text, ""), label = textOr(source.label, "");
    const ofBox = { w: Math.max(1, w), h: Math.max(1, h) };
    if (type === "rectangle" || type === "triangle") {
      return { type: "geo", props: { geo: type, ...ofBox, text: label }, box: { x: 0, y: 0, ...ofBox } };
    }
    if (type === "ellipse") {
      const [rx, ry] = pointOf(radius), round = { w: Math.max(1, 2 * rx), h: Math.max(1, 2 * ry) };
      return { type: "geo", props: { geo: type, ...round, text: label }, box: { x: 0, y: 0, ...round } };
    }
    if (type === "sticky") {
      const square = Array.isArray(box) ? ofBox : { w: NOTE_SIDE, h: NOTE_SIDE };
      const props = { w: square.w, growY: square.h - NOTE_SIDE, text, align: alignOf(source), labelColor: "black" };
      return { type: "note", props, box: { x: 0, y: 0, ...square } };
    }
    if (type === "text") return textMade(source, text);
    if (type === "draw") return drawMade(source);
    if (type === "arrow" || type === "line") return this.#arrowMade(source, label);
    if (type === "image" || type === "video") {
      return { type, props: { ...ofBox, assetId: source.assetId }, box: { x: 0, y: 0, ...ofBox } };
    }
    return undefined;
  }

  #arrowMade(source: Json, text: string): Made {
    const handles = record(source.handles), decorations = record(source.decorations);
    const [start, end] = ["start", "end"].map((name) => {
      const { point, bindingId } = record(handles[name]);
      const [x, y] = pointOf(point), { toId, point: aim, distance } = record(this.#bindings[textOr(bindingId, "")]);
      if (typeof toId !== "string") return { x, y };
      // Places at which they pointed were in the shape and half of it around, as fractions of that.
      const [u, v] = pointOf(aim).map((part) => Math.min(ANCHOR.max, Math.max(ANCHOR.min, (part + 0.5) / 2)));
      const anchor = { normalizedAnchor: { x: u, y: v }, isExact: distance === 0, isPrecise: true };
      return { x, y, type: "binding", boundShapeId: this.#idOf(toId), ...anchor };
    });
    const length = Math.hypot(end.x - start.x, end.y - start.y);
    const props = {
      start,
      end,
      bend: -length * numberOr(source.bend, 0) / 2,
      text,
      arrowheadStart: decorations.start === "arrow" ? "arrow" : "none",
      arrowheadEnd: decorations.end === "arrow" ? "arrow" : "none",
    };
    return { type: "arrow", props, box: boxAround([start, end]) };
  }
}

/** What a shape becomes, and the box in it about whose middle it is turned. */
interface Made {
  readonly type: string;
  readonly props: Json;
  readonly box: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

/** Side of a note with its default size, board units. */
const NOTE_SIDE = 200;

function look({ style }: Json): Json {
  const { color, size, dash, font, isFilled } = record(style);
  const isPlain = color === undefined || color === "black" || color === "white";
  const name = named(COLORS, color, "black");
  return {
    color: name,
    labelColor: name,
    size: named(SIZES, size, "l"),
    font: named(FONTS, font, "draw"),
    dash,
    fill: isFilled === true ? isPlain ? "semi" : "solid" : "none",
  };
}

function alignOf({ style }: Json): string {
  return named(ALIGNS, record(style).textAlign, "middle");
}

function textMade(source: Json, text: string): Made {
  const { size, scale } = record(source.style);
  const props = { text, size: named(TEXT_SIZES, size, "m"), textAlign: alignOf(source), scale: numberOr(scale, 1) };
  const { w, h } = layOutText(shownText(text), {
    font: styles.fontOf(look(source)),
    size: styles.sizeOf(styles.TEXT_SIZES, props),
    lineHeight: styles.LINE_HEIGHT,
    align: "start",
  });
  return { type: "text", props, box: { x: 0, y: 0, w, h } };
}

function drawMade(source: Json): Made {
  const points = list(source.points).map((point) => {
    const [x, y] = pointOf(point);
    return { x, y, z: numberOr(list(point)[2], 0.5) };
  });
  const first = points[0], last = points.at(-1), width = styles.widthOf(look(source));
  const isClosed = points.length > 3 && Math.hypot(last!.x - first.x, last!.y - first.y) < CLOSED * width;
  return { type: "draw", props: { segments: [{ type: "free", points }], isClosed }, box: boxAround(points) };
}

function boxAround(points: readonly Point[]): Made["box"] {
  if (points.length === 0) return { x: 0, y: 0, w: 0, h: 0 };
  const { minX, minY, maxX, maxY } = boundsOf(points.flatMap(({ x, y }) => [x, y]));
  return { x: minX, y: minY, w: maxX - minX, h: maxY - minY };
}

/** Shapes were turned about their middle, and are about their origin since. */
function turnedAbout({ box }: Made, source: Json): { x: number; y: number; rotation: number } {
  const [x, y] = pointOf(source.point), rotation = numberOr(source.rotation, 0);
  const middle = { x: x + box.x + box.w / 2, y: y + box.y + box.h / 2 };
  return { ...turned({ x, y }, middle, rotation), rotation };
}

function pointOf(value: unknown): [x: number, y: number] {
  const [x, y] = list(value);
  return [numberOr(x, 0), numberOr(y, 0)];
}
