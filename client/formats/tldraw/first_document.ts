import { boundsOf } from "../../../board/figure/bounds.ts";
import { layOutText } from "../../../board/figure/text/text_layout.ts";
import type { Point } from "../../../board/figure/point.ts";
import { encodeInk, STRIDE } from "../../../board/ink.ts";
import type { ShapeId } from "../../../board/id.ts";
import { PORTABLE_SHAPES_MAX, STROKE_SAMPLES_SOFT } from "../../../board/limits.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { ArrowShape, GeoShape, NoteShape } from "../../../board/shape.ts";
import type { Font, Paint } from "../../../board/style.ts";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { dashOf, STROKE_WIDTHS } from "./tldraw_styles.ts";
import { type Json, list, numberOr, record, textOr } from "../json.ts";
import { fitInside, shownText } from "../text_fit.ts";

/** Whether a file is of the first tldraw (2021): one document with pages, which hold shapes and bindings. */
export function isFirstDocument(value: Json): boolean {
  return "pages" in record(value.document) || "pages" in value && "pageStates" in value;
}

/** Space between two pages beside each other, board units. */
const ROOM = 400;

export function readFirstDocument(value: Json): Drawing {
  const { pages, name, assets = value.assets } = "pages" in record(value.document) ? record(value.document) : value;
  const draft = new DrawingDraft();
  const sorted = Object.values(record(pages)).map(record)
    .sort((a, b) => numberOr(a.childIndex, 0) - numberOr(b.childIndex, 0));
  let right = -Infinity;
  for (const page of sorted) {
    const shapes = Object.values(record(page.shapes)).map(record);
    if (shapes.length + draft.count > PORTABLE_SHAPES_MAX) throw new DrawingError("tooMany");
    const left = shapes.reduce((min, shape) => Math.min(min, pointOf(shape.point)?.x ?? Infinity), Infinity);
    const dx = right === -Infinity || left === Infinity ? 0 : right + ROOM - left;
    new PageReader(draft, { shapes, bindings: record(page.bindings), assets: record(assets), dx }).read();
    if (draft.count > 0) right = draft.rightEdge();
  }
  return draft.finish(textOr(value.name ?? name, undefined));
}

const COLORS: Readonly<Record<string, Paint>> = {
  white: "#ffffff",
  lightGray: "#c6cbd1",
  gray: "#788492",
  black: "black",
  green: "#36b24d",
  cyan: "#0e98ad",
  blue: "#1c7ed6",
  indigo: "#4263eb",
  violet: "#7746f1",
  red: "#ff2133",
  orange: "#ff9433",
  yellow: "#ffc936",
};
const WIDTHS: Readonly<Record<string, number>> = { small: 2, medium: 3.5, large: 5 };
const TEXTS: Readonly<Record<string, number>> = { small: 28, medium: 48, large: 96 };
const NOTES: Readonly<Record<string, number>> = { small: 24, medium: 36, large: 48 };
const FONTS: Readonly<Record<string, Font>> = { script: "hand", sans: "sans", serif: "serif", mono: "mono" };
const FORMS = new Set(["rectangle", "ellipse", "triangle"]);
const LINE_HEIGHT = 1.3;
/** Distance of the tip of a bound arrow from its shape, board units, besides half of the line's width. */
const GAP = 16;

interface Page {
  readonly shapes: readonly Json[];
  readonly bindings: Json;
  readonly assets: Json;
  readonly dx: number;
}

/** Shapes lie on the page itself, also those in groups, and are turned about their middle, as ours. */
class PageReader {
  readonly #draft: DrawingDraft;
  readonly #page: Page;
  readonly #sources = new Map<string, Json>();
  readonly #ids = new Map<string, ShapeId>();

  constructor(draft: DrawingDraft, page: Page) {
    this.#draft = draft;
    this.#page = page;
    for (const source of page.shapes) {
      const id = textOr(source.id, `shape ${this.#ids.size}`);
      this.#sources.set(id, source);
      this.#ids.set(id, draft.newId());
    }
  }

  read(): void {
    const arrows: { source: Json; id: ShapeId; order: OrderKey }[] = [];
    for (const { id, source } of this.#inOrder()) {
      const { type } = source;
      if (type === "group") continue;
      if (type === "arrow" || type === "line") arrows.push({ source, id, order: this.#draft.nextOrder() });
      else if (FORMS.has(type as string)) this.#form(source, id);
      else if (type === "draw") this.#stroke(source, id);
      else if (type === "text") this.#text(source, id);
      else if (type === "sticky") this.#note(source, id);
      else if (type === "image") this.#image(source, id);
      else this.#draft.miss(type === "video" ? type : "other");
    }
    for (const { source, id, order } of arrows) this.#arrow(source, id, order);
  }

  /** By the place in the parent, and that of the group on the page. */
  #inOrder(): { id: ShapeId; source: Json }[] {
    const keyed = [...this.#sources].map(([id, source]) => {
      const path = this.#groupsOf(source).map((group) => numberOr(this.#sources.get(group)?.childIndex, 0));
      return { id: this.#ids.get(id)!, source, path: [...path, numberOr(source.childIndex, 0)] };
    });
    return keyed.sort((a, b) => {
      const i = a.path.findIndex((value, k) => value !== b.path[k]);
      return i < 0 ? 0 : a.path[i] - (b.path[i] ?? -Infinity);
    });
  }

  /** The groups around a shape, outermost first. A file may close them to a circle. */
  #groupsOf({ parentId }: Json): string[] {
    const groups: string[] = [];
    for (let id = textOr(parentId, ""); groups.length < 16 && !groups.includes(id);) {
      const parent = this.#sources.get(id);
      if (parent?.type !== "group") break;
      groups.unshift(id);
      id = textOr(parent.parentId, "");
    }
    return groups;
  }

  #base(source: Json, id: ShapeId) {
    const { x, y } = pointOf(source.point) ?? { x: NaN, y: NaN };
    const angle = Math.atan2(Math.sin(numberOr(source.rotation, 0)), Math.cos(numberOr(source.rotation, 0)));
    const groups = this.#groupsOf(source).map((group) => this.#draft.group(this.#sources.get(group)));
    return {
      id,
      x: x + this.#page.dx,
      y,
      w: 0,
      h: 0,
      ...(angle !== 0 && { angle }),
      ...(source.isLocked === true && { locked: true }),
      ...(groups.length > 0 && { groups }),
    };
  }

  #drawn({ style }: Json) {
    const { color, size, dash, isFilled, scale } = record(style);
    const paint = named(COLORS, color, "black");
    const width = named(WIDTHS, size, WIDTHS.small) * numberOr(scale, 1);
    return {
      look: { color: paint, width, ...dashOf({ dash }) },
      fill: isFilled === true ? { fill: "semi" as const } : {},
    };
  }

  #face({ style }: Json, sizes: Readonly<Record<string, number>>) {
    const { size, font, scale } = record(style);
    const fontSize = Math.max(1, named(sizes, size, sizes.small) * numberOr(scale, 1));
    return { font: named(FONTS, font, "hand"), fontSize, lineHeight: LINE_HEIGHT };
  }

  #form(source: Json, id: ShapeId): void {
    const base = this.#base(source, id);
    const radius = pointOf(source.radius), size = pointOf(source.size);
    const w = radius ? 2 * radius.x : size?.x ?? 0, h = radius ? 2 * radius.y : size?.y ?? 0;
    const { look, fill } = this.#drawn(source);
    const form = source.type as GeoShape["form"];
    const geo: GeoShape = { ...base, w, h, order: "a0", kind: "geo", form, ...look, ...fill };
    const text = shownText(textOr(source.label, ""));
    const { font, ...face } = this.#face(source, TEXTS);
    const fit = text === "" ? geo : fitInside({ ...geo, text, font }, face);
    this.#draft.add(fit ?? geo);
    if (fit === undefined) {
      const { w: wide, h: high } = layOutText(text, { font, size: face.fontSize, align: "middle" });
      const place = { x: base.x + (w - wide) / 2, y: base.y + (h - high) / 2, w: wide, h: high };
      this.#draft.add({
        ...base,
        ...place,
        id: this.#draft.newId(),
        kind: "text",
        color: look.color,
        font,
        ...face,
        text,
      });
    }
  }

  #text(source: Json, id: ShapeId): void {
    const text = shownText(textOr(source.text, ""));
    if (text.trim() === "") return;
    const face = this.#face(source, TEXTS);
    const { textAlign, color } = record(source.style);
    const align = textAlign === "end" || textAlign === "middle" ? textAlign : "start";
    const { w, h } = layOutText(text, { ...face, size: face.fontSize, align });
    const paint = named(COLORS, color, "black");
    this.#draft.add({ ...this.#base(source, id), w, h, kind: "text", color: paint, ...face, align, text });
  }

  #note(source: Json, id: ShapeId): void {
    const size = pointOf(source.size) ?? { x: 200, y: 200 };
    const color = record(source.style).color === "white" ? "yellow" : this.#drawn(source).look.color;
    const { font, ...face } = this.#face(source, NOTES);
    const base = { ...this.#base(source, id), w: size.x, h: size.y };
    const note: NoteShape = { ...base, order: "a0", kind: "note", color, font };
    const text = shownText(textOr(source.text, ""));
    this.#draft.add(text === "" ? note : fitInside({ ...note, text }, face) ?? { ...note, text });
  }

  #stroke(source: Json, id: ShapeId): void {
    const base = this.#base(source, id);
    const points = list(source.points).flatMap((point) => {
      const place = pointOf(point);
      return place ? [{ ...place, pressure: numberOr(list(point)[2], 0.5) }] : [];
    });
    if (points.length === 0) return this.#draft.miss("other");
    const { look: { color, width }, fill } = this.#drawn(source);
    if (fill.fill !== undefined) this.#draft.miss("fill");
    const whole = boundsOf(points.flatMap(({ x, y }) => [x, y]));
    for (let from = 0; from === 0 || from < points.length - 1; from += STROKE_SAMPLES_SOFT - 1) {
      const part = points.slice(from, from + STROKE_SAMPLES_SOFT);
      const { minX, minY, maxX, maxY } = boundsOf(part.flatMap(({ x, y }) => [x, y]));
      const samples = new Float32Array(part.length * STRIDE);
      part.forEach(({ x, y, pressure }, i) => samples.set([x - minX, y - minY, pressure], i * STRIDE));
      const isWhole = part.length === points.length;
      const { angle, ...upright } = base;
      this.#draft.addInk({
        ...upright,
        ...(isWhole && angle !== undefined && { angle }),
        id: from === 0 ? id : this.#draft.newId(),
        kind: "ink",
        nib: "pen",
        color,
        width: STROKE_WIDTHS.mouse.of(width + 1),
        x: base.x + (isWhole ? whole.minX : minX),
        y: base.y + (isWhole ? whole.minY : minY),
        w: maxX - minX,
        h: maxY - minY,
      }, () => encodeInk({ points: samples, pressure: source.isComplete === undefined }));
    }
  }

  #image(source: Json, id: ShapeId): void {
    const { src } = record(this.#page.assets[textOr(source.assetId, "")]);
    const picture = this.#draft.pictures.place(src), size = pointOf(source.size);
    if (size === undefined) return this.#draft.miss("image");
    const base = { ...this.#base(source, id), w: size.x, h: size.y };
    if (picture === undefined) return this.#draft.addEmptyPicture(base);
    this.#draft.add({ ...base, kind: "image", ...picture });
  }

  #arrow(source: Json, id: ShapeId, order: OrderKey): void {
    const { angle: _, ...base } = this.#base(source, id);
    const handles = record(source.handles), { look } = this.#drawn(source);
    const decorations = record(source.decorations);
    const [start, end] = ["start", "end"].map((name) => {
      const handle = record(handles[name]);
      const place = pointOf(handle.point) ?? { x: 0, y: 0 };
      const at = { x: base.x + place.x, y: base.y + place.y };
      const binding = record(this.#page.bindings[textOr(handle.bindingId, "")]);
      if (typeof binding.toId !== "string") return at;
      const shape = this.#draft.get(this.#ids.get(binding.toId) ?? "");
      if (shape === undefined) {
        this.#draft.miss("tie");
        return at;
      }
      const anchor = pointOf(binding.point) ?? { x: 0.5, y: 0.5 };
      const [u, v] = [anchor.x, anchor.y].map((part) => Math.min(1, Math.max(0, part)));
      return { ...at, to: shape.id, u, v, gap: numberOr(binding.distance, GAP) };
    });
    const text = shownText(textOr(source.label, ""));
    const { font, fontSize, lineHeight } = this.#face(source, TEXTS);
    const bend = Math.min(2, Math.max(-2, -numberOr(source.bend, 0) / 2));
    const arrow: ArrowShape = {
      ...base,
      kind: "arrow",
      order,
      start,
      end,
      ...look,
      route: Math.abs(bend) < 0.01 ? "straight" : "curve",
      ...(Math.abs(bend) >= 0.01 && { bend }),
      ...(decorations.start === "arrow" && { startHead: "arrow" }),
      ...(decorations.end !== "arrow" && { endHead: "none" }),
      ...(text !== "" && { text, font, fontSize, lineHeight }),
    };
    this.#draft.add(arrow, order);
  }
}

function pointOf(value: unknown): Point | undefined {
  const [x, y] = list(value).map((part) => numberOr(part, undefined));
  return x === undefined || y === undefined ? undefined : { x, y };
}

function named<T>(values: Readonly<Record<string, T>>, name: unknown, usual: T): T {
  return typeof name === "string" && Object.hasOwn(values, name) ? values[name] : usual;
}
