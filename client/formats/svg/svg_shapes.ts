import type { XmlElement } from "@rgrove/parse-xml";
import { boundsOf } from "../../../board/figure/bounds.ts";
import type { Point } from "../../../board/figure/point.ts";
import { layOutText } from "../../../board/figure/text/text_layout.ts";
import { LINE_POINTS_MAX } from "../../../board/limits.ts";
import type { ImageShape, LineShape } from "../../../board/shape.ts";
import type { Font, Form } from "../../../board/style.ts";
import { arrowThrough } from "../arrow_course.ts";
import { paintOf } from "../css_color.ts";
import type { DrawingDraft } from "../drawing_draft.ts";
import { clamped } from "../json.ts";
import { shownText } from "../text_fit.ts";
import { contoursOf, partsOf } from "./svg_contour.ts";
import { lengthOf, numbersOf } from "./svg_length.ts";
import type { HtmlLabel } from "./svg_html.ts";
import { markerAt } from "./svg_marker.ts";
import { type Matrix, moved, scaleOf, turnOf } from "./svg_matrix.ts";
import { type Subpath, subpathsOf } from "./svg_path.ts";
import { pictureOfFill } from "./svg_pattern.ts";
import { type Look, NO_WIDTH, SvgPaint } from "./svg_paint.ts";
import type { Style } from "./svg_style.ts";
import type { TextRun } from "./svg_text.ts";

/** Where an element is drawn, and how. */
export interface SvgPlace {
  readonly matrix: Matrix;
  readonly style: Style;
  /** Outermost first. */
  readonly groups: string[];
  readonly opacity: number;
  readonly link: { readonly link?: string };
}

type Attributes = Readonly<Record<string, string>>;

/** Lines of text are this high, and their letters stand this far below the top, ems. */
const TEXT = { lineHeight: 1.2, baseline: 0.92 };
/** Words of pages: their lines are this high, ems, and wrap where they are this much wider than the page. */
const LABEL = { lineHeight: 1.3, wider: 1.15 };

/** Adds the shapes of single elements. */
export class SvgShapes {
  readonly #draft: DrawingDraft;
  readonly #ids: ReadonlyMap<string, XmlElement>;
  readonly #paint: SvgPaint;

  constructor(draft: DrawingDraft, ids: ReadonlyMap<string, XmlElement>) {
    this.#draft = draft;
    this.#ids = ids;
    this.#paint = new SvgPaint(draft, ids);
  }

  /** @returns false for an element that is none of a drawing */
  draw(name: string, attributes: Attributes, place: SvgPlace): boolean {
    const number = (key: string, otherwise = 0) => lengthOf(attributes[key], otherwise);
    switch (name) {
      case "rect": {
        const box = { x: number("x"), y: number("y"), w: number("width"), h: number("height") };
        const corner = Math.min(Math.max(number("rx"), number("ry")), Math.max(box.w, box.h) / 2);
        this.#form("rectangle", box, place, corner);
        return true;
      }
      case "circle":
      case "ellipse": {
        const rx = number(name === "circle" ? "r" : "rx"), ry = number(name === "circle" ? "r" : "ry");
        const box = { x: number("cx") - rx, y: number("cy") - ry, w: 2 * rx, h: 2 * ry };
        this.#form("ellipse", box, place);
        return true;
      }
      case "line": {
        const points = [{ x: number("x1"), y: number("y1") }, { x: number("x2"), y: number("y2") }];
        this.#path([{ points, isClosed: false }], place, false);
        return true;
      }
      case "polyline":
      case "polygon": {
        const list = numbersOf(attributes.points, 100_000);
        const points = Array.from({ length: list.length >> 1 }, (_, i) => ({ x: list[2 * i], y: list[2 * i + 1] }));
        const isWhole = points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
        if (isWhole && points.length > 1) this.#path([{ points, isClosed: name === "polygon" }], place);
        return true;
      }
      case "path":
        this.#path(subpathsOf(attributes.d ?? "", scaleOf(place.matrix)), place);
        return true;
      case "image":
        this.#image(attributes.href ?? attributes["xlink:href"], place, {
          x: number("x"),
          y: number("y"),
          w: number("width"),
          h: number("height"),
        });
        return true;
      default:
        return false;
    }
  }

  text({ words, x, y, style }: TextRun, place: SvgPlace): void {
    const text = shownText(words), letters = this.#paint.of(style, "fill");
    if (letters === undefined || text === "") return;
    const scale = scaleOf(place.matrix), local = lengthOf(style["font-size"], 16), fontSize = local * scale;
    if (!(fontSize >= 1 && fontSize <= 2_000)) return this.#draft.miss("other");
    const font = fontOf(style["font-family"]), { lineHeight } = TEXT;
    const layout = layOutText(text, { font, size: fontSize, lineHeight, align: "start" });
    const w = layout.w / scale, h = layout.h / scale;
    const left = style["text-anchor"] === "middle" ? x - w / 2 : style["text-anchor"] === "end" ? x - w : x;
    const box = boxIn(place.matrix, { x: left, y: y - riseOf(style["dominant-baseline"]) * local, w, h });
    this.#draft.add({
      ...this.#base({ ...place, opacity: place.opacity * letters.alpha }),
      kind: "text",
      ...box,
      w: layout.w,
      h: layout.h,
      text,
      color: letters.color,
      font,
      fontSize,
      lineHeight,
    });
  }

  /** Words of a page, in the middle of its box. */
  label({ words, style }: HtmlLabel, attributes: Attributes, place: SvgPlace): void {
    const text = shownText(words), scale = scaleOf(place.matrix);
    const fontSize = lengthOf(style["font-size"], 16) * scale, font = fontOf(style["font-family"]);
    if (!(fontSize >= 1 && fontSize <= 2_000)) return this.#draft.miss("other");
    const number = (key: string) => lengthOf(attributes[key], 0);
    const box = boxIn(place.matrix, { x: number("x"), y: number("y"), w: number("width"), h: number("height") });
    const face = { font, size: fontSize, lineHeight: LABEL.lineHeight, align: "middle" as const };
    const free = layOutText(text, face), isWrapped = box.w > fontSize && free.w > box.w * LABEL.wider;
    const { w, h } = isWrapped ? layOutText(text, { ...face, width: box.w }) : free;
    this.#draft.add({
      ...this.#base(place),
      kind: "text",
      ...box,
      x: box.x + (box.w - w) / 2,
      y: box.y + (box.h - h) / 2,
      w,
      h,
      text,
      color: paintOf(style.color, "black") ?? "black",
      font,
      fontSize,
      lineHeight: LABEL.lineHeight,
      align: "middle",
      ...(isWrapped && { wraps: true }),
    });
  }

  #base({ groups, opacity, link }: SvgPlace) {
    return { id: this.#draft.newId(), groups, ...(opacity < 1 && { opacity: clamped(opacity, 0, 1) }), ...link };
  }

  #form(form: Form, box: Box, place: SvgPlace, corner = 0): void {
    if (!(box.w > 0 && box.h > 0)) return;
    if (turnOf(place.matrix) === undefined) return this.#path([outlineOf(form, box)], place);
    const picture = pictureOfFill(place.style.fill, this.#ids);
    if (picture) {
      const { source, crop } = picture;
      const part = {
        x: box.x + picture.x * box.w,
        y: box.y + picture.y * box.h,
        w: picture.w * box.w,
        h: picture.h * box.h,
      };
      this.#image(source, place, part, { ...(crop && { crop }), ...(form === "ellipse" && { form }) });
    }
    const layers = this.#paint.layers(place, picture === undefined);
    const rounding = corner > 0 && { rounded: true, corner: corner * scaleOf(place.matrix) };
    const groups = layers.length > 1 ? [...place.groups, this.#draft.group(layers)] : place.groups;
    for (const { look, alpha } of layers) {
      const geo = { kind: "geo", form, ...boxIn(place.matrix, box), ...look, ...rounding } as const;
      this.#draft.add({ ...this.#base({ ...place, groups, opacity: place.opacity * alpha }), ...geo });
    }
  }

  #path(subpaths: readonly Subpath[], place: SvgPlace, isFilled = true): void {
    const parts = subpaths.map(({ points, isClosed }) => ({
      points: points.map((point) => moved(place.matrix, point)),
      isClosed,
    }));
    if (parts.length === 0 || parts.length === 1 && this.#arrow(parts[0], place, isFilled)) return;
    const layers = this.#paint.layers(place, isFilled);
    const groups = parts.length > 1 || layers.length > 1 ? [...place.groups, this.#draft.group(parts)] : place.groups;
    for (const { look: { fill, fillColor, ...line }, alpha, isStroked } of layers) {
      const shown = { ...place, groups, opacity: place.opacity * alpha };
      if (fill !== undefined) {
        const outline = isStroked && parts.length > 1 ? { ...line, color: fillColor!, width: NO_WIDTH } : line;
        for (const area of contoursOf(parts, place.style["fill-rule"] === "evenodd")) {
          this.#line(area, { ...outline, fill, fillColor }, shown);
        }
        if (!isStroked || parts.length === 1) continue;
      }
      for (const part of partsOf(parts, LINE_POINTS_MAX)) this.#line(part, line, shown);
    }
  }

  #line(points: readonly Point[], look: Look, place: SvgPlace): void {
    const { minX, minY, maxX, maxY } = boundsOf(points.flatMap(({ x, y }) => [x, y]));
    const line: Omit<LineShape, "order"> = {
      ...this.#base(place),
      kind: "line",
      x: minX,
      y: minY,
      w: maxX - minX,
      h: maxY - minY,
      points: points.flatMap(({ x, y }) => [x - minX, y - minY]),
      ...look,
    };
    this.#draft.add(line);
  }

  /** A line with a marker at an end. @returns false when it has none, or an area that arrows do not have */
  #arrow({ points, isClosed }: Subpath, place: SvgPlace, canBeFilled: boolean): boolean {
    const { style, matrix } = place, scale = scaleOf(matrix);
    if (isClosed || points.length < 2 || points.length > LINE_POINTS_MAX) return false;
    const at = { ids: this.#ids, width: lengthOf(style["stroke-width"], 1) * scale, scale };
    const start = markerAt("start", style, at), end = markerAt("end", style, at);
    if (start === undefined && end === undefined || canBeFilled && this.#paint.of(style, "fill")) return false;
    const [layer] = this.#paint.layers(place, false);
    if (layer === undefined) return true;
    const { minX, minY, maxX, maxY } = boundsOf(points.flatMap(({ x, y }) => [x, y]));
    const headSize = Math.max(start?.size ?? 0, end?.size ?? 0), order = this.#draft.nextOrder();
    const arrow = arrowThrough(
      {
        ...this.#base({ ...place, opacity: place.opacity * layer.alpha }),
        kind: "arrow",
        order,
        x: minX,
        y: minY,
        w: maxX - minX,
        h: maxY - minY,
        ...layer.look,
        startHead: start?.head ?? "none",
        endHead: end?.head ?? "none",
        ...(headSize > 0 && { headSize: clamped(headSize, NO_WIDTH, 512) }),
      },
      { points },
      () => undefined,
    );
    this.#draft.add(arrow, order);
    return true;
  }

  #image(source: string | undefined, place: SvgPlace, box: Box, look: Pick<ImageShape, "crop" | "form"> = {}): void {
    const picture = this.#draft.pictures.place(source?.trim());
    if (picture === undefined || !(box.w > 0 && box.h > 0)) return this.#draft.miss("image");
    this.#draft.add({ ...this.#base(place), kind: "image", ...boxIn(place.matrix, box), ...picture, ...look });
  }
}

interface Box extends Point {
  readonly w: number;
  readonly h: number;
}

/** A box as it is shown: turned about its middle. */
function boxIn(matrix: Matrix, { x, y, w, h }: Box): Box & { readonly angle?: number } {
  const [a, b, c, d] = matrix, angle = Math.atan2(b, a);
  const middle = moved(matrix, { x: x + w / 2, y: y + h / 2 });
  const wide = w * Math.hypot(a, b), high = h * Math.hypot(c, d);
  return { x: middle.x - wide / 2, y: middle.y - high / 2, w: wide, h: high, ...(angle !== 0 && { angle }) };
}

/** Corners, for forms that a transformation distorts. */
function outlineOf(form: Form, { x, y, w, h }: Box): Subpath {
  const corners = form === "rectangle" ? [[0, 0], [1, 0], [1, 1], [0, 1]] : Array.from({ length: 48 }, (_, i) => {
    const angle = 2 * Math.PI * i / 48;
    return [(1 + Math.cos(angle)) / 2, (1 + Math.sin(angle)) / 2];
  });
  return { points: corners.map(([u, v]) => ({ x: x + u * w, y: y + v * h })), isClosed: true };
}

/** How far the top of a line of text is above the place that the file gives, ems. */
function riseOf(baseline = "auto"): number {
  if (/^(middle|central)$/.test(baseline)) return TEXT.lineHeight / 2;
  return /^(hanging|text-before-edge|text-top)$/.test(baseline) ? (TEXT.lineHeight - 1) / 2 : TEXT.baseline;
}

function fontOf(family = ""): Font {
  if (/mono|courier|consol|code/i.test(family)) return "mono";
  if (/sans|arial|helvetica|inter|roboto|verdana/i.test(family)) return "sans";
  if (/serif|times|georgia|garamond/i.test(family)) return "serif";
  return /hand|comic|cursive|virgil|excalifont/i.test(family) ? "hand" : "sans";
}
