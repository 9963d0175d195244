import { isContainer, isFreehand, isPicture, kindOf } from "../../../board/kinds/kinds.ts";
import { figureOf } from "../../../board/figure/figure.ts";
import { highlightOpacity } from "../../../board/figure/highlight.ts";
import { traceInk } from "../../../board/figure/ink_path.ts";
import { type Part, pathDataOf } from "../../../board/figure/part.ts";
import { placePicture } from "../../../board/figure/picture_place.ts";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import { middleOf, type TurnedBox } from "../../../board/figure/point.ts";
import { encodeHex } from "../../../board/bytes/hex.ts";
import type { ImageShape, InkShape, Shape } from "../../../board/shape.ts";
import { inkOfText } from "../../../board/figure/text/text_block.ts";
import { hexOfPaint, tinted } from "../../../board/style.ts";
import { height, width } from "../../geometry/box.ts";
import type { Excerpt } from "../excerpt.ts";
import type { PageLayout } from "./page_layout.ts";
import { type Tag, tagOf } from "./page_tags.ts";
import { INK_SCALE, InkOperators, number, pathOperators } from "./path_operators.ts";
import { textOperators, type TextParts } from "./text_operators.ts";

const ENCODER = new TextEncoder();

/** Paper is white. */
const THEME = "light";

/** What a page shows. */
export type PdfPage = Pick<Excerpt, "pictured" | "box">;

/** An opacity, and whether colours are multiplied with what is below. */
export interface Blending {
  readonly opacity: number;
  readonly isMultiplied: boolean;
}

/** The drawing of a page as operators (ISO 32000-2, 8.2), made of the same paths as SVG. */
export class PageContent {
  readonly parts: Uint8Array<ArrayBuffer>[] = [];
  /** By their names in resources. */
  readonly blendings = new Map<string, Blending>();
  /** What screen readers read, by the number that marks it in the content. */
  readonly tags: Tag[] = [];
  readonly #text: TextParts;
  readonly #frames: ReadonlyMap<string, Shape>;

  constructor({ pictured, box }: PdfPage, { scale, left, top }: PageLayout, text: TextParts) {
    this.#text = text;
    this.#frames = new Map(pictured.filter(isContainer).map((frame) => [frame.id, frame]));
    // As on the board, y points down and lines have round ends and corners.
    const place = [scale, 0, 0, -scale, left, top].map(precise).join(" ");
    const edges = [box.minX, box.minY, width(box), height(box)].map(number).join(" ");
    this.#push(`${place} cm\n${edges} re W n\n1 J\n1 j\n`);
  }

  /** Draws a shape above those before it, clipped by its frame. */
  add(shape: Shape): void {
    const frame = shape.frame === undefined ? undefined : this.#frames.get(shape.frame);
    const clip = frame ? `q\n${placing(frame)}0 0 ${number(frame.w)} ${number(frame.h)} re W n\n${back(frame)}` : "";
    const content = isFreehand(shape)
      ? this.#ink(shape)
      : (isPicture(shape) ? this.#picture(shape) : undefined) ?? this.#figure(shape);
    this.#push(`${this.#mark(shape)}${clip}q\n${placing(shape)}${content}Q\n${clip && "Q\n"}EMC\n`);
  }

  /** Begins the marked content of a shape. */
  #mark(shape: Shape): string {
    const tag = tagOf(shape);
    if (tag === undefined) return "/Artifact BMC\n";
    return `/${tag.role} <</MCID ${this.tags.push(tag) - 1}>> BDC\n`;
  }

  /** As bytes at once: a string of thousands of pieces keeps all of them in memory. */
  #push(operators: string): void {
    this.parts.push(ENCODER.encode(operators));
  }

  #figure(shape: Exclude<Shape, InkShape>): string {
    const opacity = shape.opacity ?? 1;
    const figure = figureOf(shape).map((part) => {
      const operators = partOperators(part, opacity < 1);
      const own = part.fill?.opacity;
      if (own === undefined) return operators;
      return `q\n${this.#blended({ opacity: opacity * own, isMultiplied: false })}${operators}Q\n`;
    }).join("");
    const lettering = letteringOf(shape);
    const text = lettering && textOperators(lettering, this.#text);
    return this.#blended({ opacity, isMultiplied: false }) + figure +
      (text ? `${filling(inkOfText(lettering!, THEME))}${text}` : "");
  }

  #ink(shape: InkShape): string {
    const { opacity = 1, color, width, nib } = shape;
    const isPen = nib === "pen";
    const own = isPen ? 1 : highlightOpacity(shape, THEME);
    const blending = this.#blended({ opacity: opacity * own, isMultiplied: !isPen });
    const path = new InkOperators(), paint = hexOfPaint(color, THEME);
    traceInk(shape, path);
    const { operators } = path;
    if (operators === "") return "";
    const unit = `${[1 / INK_SCALE, 0, 0, 1 / INK_SCALE, 0, 0].map(precise).join(" ")} cm\n`;
    if (isPen) return `${blending}${unit}${filling(paint)}${operators}f\n`;
    return `${blending}${unit}${stroking(paint)}${number(width * INK_SCALE)} w\n${operators}S\n`;
  }

  /** @returns undefined when there is not even a preview: the figure is its placeholder */
  #picture(shape: ImageShape): string | undefined {
    const name = this.#text.pictures.nameOf(shape.asset);
    const { preview, opacity = 1, w, h } = shape;
    const outline = pathOperators(kindOf(shape).path(shape, w, h).d);
    const blending = this.#blended({ opacity, isMultiplied: false });
    if (name !== undefined) {
      const { x, y, scaleX, scaleY } = placePicture(shape);
      const place = [scaleX, 0, 0, -scaleY, x, y + scaleY].map(precise).join(" ");
      return `${blending}${outline}W n\n${place} cm\n/${name} Do\n`;
    }
    // The first bytes of a preview are the mean colour of the picture.
    return preview && `${blending}${filling(`#${encodeHex(preview.subarray(0, 3))}`)}${outline}f\n`;
  }

  #blended(blending: Blending): string {
    const { opacity, isMultiplied } = blending;
    if (opacity === 1 && !isMultiplied) return "";
    const name = `G${Math.round(opacity * 1_000)}${isMultiplied ? "m" : ""}`;
    this.blendings.set(name, blending);
    return `/${name} gs\n`;
  }
}

/** @param isApart true: the stroke shows the fill below it, as on a canvas */
function partOperators(part: Part, isApart: boolean): string {
  const path = pathOperators(pathDataOf(part));
  if (path === "") return "";
  const { fill, stroke } = part;
  const area = fill ? filling(tinted(fill.paint, THEME, fill.tint)) : "";
  if (stroke === undefined) return fill ? `${area}${path}f\n` : "";
  const dash = `[${stroke.dash.map(number).join(" ")}] 0 d\n`;
  const line = `${stroking(hexOfPaint(stroke.paint, THEME))}${number(stroke.width)} w\n${dash}`;
  if (!fill) return `${line}${path}S\n`;
  return isApart ? `${area}${path}f\n${line}${path}S\n` : `${area}${line}${path}B\n`;
}

/** Moves the origin to a shape's own top left corner. */
function placing(shape: TurnedBox): string {
  return `${matrixOf(shape).map(precise).join(" ")} cm\n`;
}

/** The inverse of `placing`. */
function back(shape: TurnedBox): string {
  const [a, b, c, d, e, f] = matrixOf(shape);
  // A rotation's inverse is its transpose.
  return `${[a, c, b, d, -(a * e + b * f), -(c * e + d * f)].map(precise).join(" ")} cm\n`;
}

function matrixOf(shape: TurnedBox): number[] {
  const { x, y, angle = 0 } = shape;
  if (angle === 0) return [1, 0, 0, 1, x, y];
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const middle = middleOf(shape);
  const dx = middle.x - x, dy = middle.y - y;
  return [cos, sin, -sin, cos, middle.x - dx * cos + dy * sin, middle.y - dx * sin - dy * cos];
}

function filling(hex: string): string {
  return `${channelsOf(hex)} rg\n`;
}

function stroking(hex: string): string {
  return `${channelsOf(hex)} RG\n`;
}

function channelsOf(hex: string): string {
  return [1, 3, 5].map((at) => precise(parseInt(hex.slice(at, at + 2), 16) / 255)).join(" ");
}

/** For factors, and for colours, which hundredths would change. */
function precise(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, "");
}
