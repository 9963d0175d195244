import { isContainer, isFreehand } from "../kinds/kinds.ts";
import { PAPER, type Theme } from "../palette.ts";
import type { InkShape, Shape } from "../shape.ts";
import { type Paint, tinted } from "../style.ts";
import { figureOf } from "./figure.ts";
import { type InkTarget, traceInk } from "./ink_path.ts";
import { type Part, pathDataOf } from "./part.ts";
import { HIGHLIGHT_BLEND, highlightOpacity } from "./highlight.ts";
import { middleOf } from "./point.ts";
import { pictureDefinitions, type PictureSources, svgPicture } from "./svg_picture.ts";
import { svgText } from "./text/svg_text.ts";
import { inkOfText } from "./text/text_block.ts";

/** `both`: the colours are those of the theme of the page that the picture is in (`light-dark()` of CSS). */
export type SvgTheme = Theme | "both";

/** The colour of the paper below a picture. */
export function groundOf(theme: SvgTheme): string {
  return inTheme(theme, (each) => PAPER[each]);
}

/** An axis-parallel rectangle on the board. */
interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export interface SvgOptions {
  /** The visible part of the board; one unit is one pixel. */
  readonly box: Box;
  readonly theme: SvgTheme;
  /** CSS colour of the background; transparent by default. */
  readonly ground?: string;
  /** CSS that embeds the fonts. */
  readonly fontFaces?: string;
  /** Text of the `<metadata>` element, which viewers do not show. Must not contain markup. */
  readonly metadata?: string;
  /** Writes texts. Default: `svgText`. */
  readonly textOf?: typeof svgText;
  /** The pictures of images. Others are shown as their placeholder. */
  readonly pictures?: PictureSources;
}

/**
 * A picture of shapes as SVG (SVG 2), made of the same paths as on a canvas. It never contains scripts, links or
 * external resources, whatever the shapes contain.
 *
 * @param shapes bottom first, arrows tied; iterated twice
 */
export function svgOf(shapes: Iterable<Shape>, options: SvgOptions): string {
  return [...svgLines(shapes, options)].join("\n");
}

/** Like `svgOf`, line by line, so that the server is not blocked while it writes a large board. */
export function* svgLines(
  shapes: Iterable<Shape>,
  { box, theme, ground, fontFaces, metadata, pictures = NO_PICTURES, textOf = svgText }: SvgOptions,
): Generator<string> {
  const width = round(box.maxX - box.minX), height = round(box.maxY - box.minY);
  const view = `${round(box.minX)} ${round(box.minY)} ${width} ${height}`;
  yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${width}" height="${height}">`;
  if (metadata) yield `<metadata>${metadata}</metadata>`;
  if (fontFaces) yield `<style>${fontFaces}</style>`;
  if (ground) {
    yield `<rect x="${round(box.minX)}" y="${round(box.minY)}" width="${width}" height="${height}" fill="${ground}"/>`;
  }
  yield* pictureDefinitions(pictures);
  yield* groups(shapes, { theme, pictures, textOf });
  yield "</svg>";
}

const NO_PICTURES: PictureSources = new Map();

type Look = Required<Pick<SvgOptions, "theme" | "pictures" | "textOf">>;

/** Shapes are clipped to the frame that contains them. */
function* groups(shapes: Iterable<Shape>, look: Look): Generator<string> {
  const frames = new Map(
    [...shapes].filter(isContainer).map((frame, i) => [frame.id, { frame, i }]),
  );
  for (const { frame: { x, y, w, h, angle = 0 }, i } of frames.values()) {
    const turn = angle === 0
      ? ""
      : ` transform="rotate(${[angle * 180 / Math.PI, x + w / 2, y + h / 2].map(round).join(" ")})"`;
    const place = `x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}"`;
    yield `<clipPath id="frame${i}"><rect ${place}${turn}/></clipPath>`;
  }
  for (const shape of shapes) {
    const carrier = shape.frame === undefined ? undefined : frames.get(shape.frame);
    const content = group(shape, look);
    yield carrier === undefined ? content : `<g clip-path="url(#frame${carrier.i})">${content}</g>`;
  }
}

function group(shape: Shape, { theme, pictures, textOf }: Look): string {
  const { x, y, angle = 0, opacity = 1 } = shape;
  const middle = middleOf(shape);
  const turn = angle === 0
    ? ""
    : ` rotate(${round(angle * 180 / Math.PI)} ${round(middle.x - x)} ${round(middle.y - y)})`;
  const content = isFreehand(shape)
    ? ink(shape, theme)
    : shape.kind === "image"
    ? svgPicture(shape, pictures, () => figureOf(shape).map((part) => path(part, theme)).join(""))
    : figureOf(shape).map((part) => path(part, theme)).join("") +
      textOf(shape, (lettering) => inTheme(theme, (each) => inkOfText(lettering, each)));
  const faint = opacity === 1 ? "" : ` opacity="${round(opacity)}"`;
  const blend = isFreehand(shape) && shape.nib === "highlighter" ? ` style="mix-blend-mode:${blendIn(theme)}"` : "";
  return `<g transform="translate(${round(x)} ${round(y)})${turn}"${faint}${blend}>${content}</g>`;
}

/** A paint as a CSS colour. @param tint fraction of the paint, mixed with paper */
function colorOf(paint: Paint, theme: SvgTheme, tint = 1): string {
  return inTheme(theme, (each) => tinted(paint, each, tint));
}

function inTheme(theme: SvgTheme, colorIn: (theme: Theme) => string): string {
  if (theme !== "both") return colorIn(theme);
  const light = colorIn("light"), dark = colorIn("dark");
  return light === dark ? light : `light-dark(${light},${dark})`;
}

/** `light-dark()` takes only colours, so a page with both themes sets the blend mode in a CSS variable. */
function blendIn(theme: SvgTheme): string {
  return theme === "both" ? `var(--highlight,${HIGHLIGHT_BLEND.light})` : HIGHLIGHT_BLEND[theme];
}

function path(part: Part, theme: SvgTheme): string {
  const { fill, stroke } = part;
  const d = pathDataOf(part);
  const area = fill ? colorOf(fill.paint, theme, fill.tint) : "none";
  const faint = fill?.opacity === undefined ? "" : ` fill-opacity="${fill.opacity}"`;
  if (stroke === undefined) return `<path d="${d}" fill="${area}"${faint}/>`;
  const dash = stroke.dash.length > 0 ? ` stroke-dasharray="${stroke.dash.map(round).join(" ")}"` : "";
  const line = `stroke="${colorOf(stroke.paint, theme)}" stroke-width="${round(stroke.width)}"${dash}`;
  return `<path d="${d}" fill="${area}"${faint} ${line} stroke-linecap="round" stroke-linejoin="round"/>`;
}

function ink(shape: InkShape, theme: SvgTheme): string {
  const path = new PathData();
  traceInk(shape, path);
  const { d } = path, paint = colorOf(shape.color, theme);
  if (d === "") return "";
  if (shape.nib === "pen") return `<path d="${d}" fill="${paint}"/>`;
  const look = `stroke="${paint}" stroke-width="${round(shape.width)}" opacity="${
    highlightOpacity(shape, theme === "both" ? "light" : theme)
  }"`;
  return `<path d="${d}" fill="none" ${look} stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** SVG path data of ink. */
class PathData implements InkTarget {
  d = "";

  moveTo(x: number, y: number): void {
    this.d += `M${round(x)} ${round(y)}`;
  }

  bendTo(cx: number, cy: number, x: number, y: number): void {
    this.d += `Q${round(cx)} ${round(cy)} ${round(x)} ${round(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.d += `L${round(x)} ${round(y)}`;
  }

  closePath(): void {
    this.d += "Z";
  }
}

/** Rounds to hundredths, which are invisible at the largest zoom. Ensures that only numbers enter the markup. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
