import { groundOf, svgLines, type SvgOptions } from "../../board/figure/svg.ts";
import type { Theme } from "../../board/palette.ts";
import type { Shape } from "../../board/shape.ts";
import { encodedPng } from "./png.ts";
import { Rasterizer } from "./rasterizer.ts";
import { type Family, rasterText } from "./raster_text.ts";

/** The longer side, pixels: what most models look at without scaling it down. */
export const EDGE = 1_568;
/** Pixels for each board unit at most. */
const SHARPNESS = 2;

/** Letters of SVG that are drawn at once. The renderer takes some 30 times as many bytes of memory. */
const PART_LETTERS = 1024 * 1024;

/**
 * A picture of shapes as PNG, in one piece. Empty pieces before it let the caller check time and memory.
 *
 * @param shapes bottom first, arrows tied; iterated twice
 */
export async function* pngPieces(
  shapes: Iterable<Shape>,
  { box, theme, pictures }: Required<Pick<SvgOptions, "box" | "pictures">> & { readonly theme: Theme },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const w = box.maxX - box.minX, h = box.maxY - box.minY;
  const scale = Math.min(SHARPNESS, EDGE / Math.max(w, h));
  const [width, height] = [w, h].map((side) => Math.max(1, Math.round(side * scale)));
  using rasterizer = await Rasterizer.create({ width, height });
  const families = new Set<Family>();
  const textOf: SvgOptions["textOf"] = (shape, colorOf) => rasterText(shape, colorOf, families);
  const lines = svgLines(shapes, { box, theme, pictures, ground: groundOf(theme), textOf });
  for (const part of svgParts(lines)) {
    await rasterizer.draw(part, families);
    yield new Uint8Array();
  }
  yield await encodedPng(rasterizer.pixels);
}

/** Splits an SVG into several that show the same above each other. Each has the definitions of all. */
function* svgParts(lines: Iterable<string>): Generator<string> {
  let head = "", content = "";
  for (const line of lines) {
    if (line === "</svg>") continue;
    if (/^<(?:svg|defs|clipPath)/.test(line)) head += `${line}\n`;
    else content += `${line}\n`;
    if (content.length < PART_LETTERS) continue;
    yield `${head}${content}</svg>`;
    content = "";
  }
  yield `${head}${content}</svg>`;
}
