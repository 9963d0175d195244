import { groundOf, svgLines, type SvgOptions } from "../../board/figure/svg.ts";
import type { Theme } from "../../board/palette.ts";
import type { Shape } from "../../board/shape.ts";
import { encodedPng } from "./png.ts";
import { Rasterizer } from "./rasterizer.ts";
import { type Family, rasterText } from "./raster_text.ts";

/** Longest side of a picture, pixels. Most models scale larger pictures down. */
export const EDGE = 1_568;
/** Pixels for each board unit at most. */
const SHARPNESS = 2;

/** Letters of SVG that are drawn at once. The renderer takes some 30 times as many bytes of memory. */
const PART_LETTERS = 1024 * 1024;

/** The types of pictures that the renderer reads. */
export const DRAWN_TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp"]);

export interface PngOptions extends Required<Pick<SvgOptions, "box" | "pictures">> {
  readonly theme: Theme;
  /** How pictures are turned and mirrored, by asset: see `turnOf`. The renderer does not do it by itself. */
  readonly turns?: ReadonlyMap<string, number>;
}

const NO_TURNS: ReadonlyMap<string, number> = new Map();

/** What turns and mirrors a square of one unit (Exif 3.0, `Orientation`). */
const TURNS: Readonly<Record<number, string>> = {
  2: "-1 0 0 1 1 0",
  3: "-1 0 0 -1 1 1",
  4: "1 0 0 -1 0 1",
  5: "0 1 1 0 0 0",
  6: "0 1 -1 0 1 0",
  7: "0 -1 -1 0 1 1",
  8: "0 -1 1 0 0 1",
};

/**
 * A picture of shapes as PNG, in one piece. Empty pieces before it let the caller check time and memory.
 *
 * @param shapes bottom first, arrows tied; iterated twice
 */
export async function* pngPieces(
  shapes: Iterable<Shape>,
  { box, theme, pictures, turns = NO_TURNS }: PngOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const w = box.maxX - box.minX, h = box.maxY - box.minY;
  const scale = Math.min(SHARPNESS, EDGE / Math.max(w, h));
  const [width, height] = [w, h].map((side) => Math.max(1, Math.round(side * scale)));
  using rasterizer = await Rasterizer.create({ width, height });
  const families = new Set<Family>();
  const textOf: SvgOptions["textOf"] = (shape, colorOf) => rasterText(shape, colorOf, families);
  const lines = svgLines(shapes, { box, theme, pictures, ground: groundOf(theme), textOf });
  for (const part of svgParts(lines, turns)) {
    await rasterizer.draw(part, families);
    yield new Uint8Array();
  }
  yield await encodedPng(rasterizer.pixels);
}

/** Splits an SVG into several that show the same above each other. Each has the definitions that it needs. */
function* svgParts(lines: Iterable<string>, turns: ReadonlyMap<string, number>): Generator<string> {
  const definitions = new Map<string, string>();
  let start = "", content = "";
  const part = () => {
    const needed = [...definitions].filter(([id]) => content.includes(`#${id}`)).map(([, line]) => line);
    return [start, ...needed, content, "</svg>"].join("\n");
  };
  for (const line of lines) {
    const id = /^<(?:defs><image|clipPath) id="([^"]+)"/.exec(line)?.[1];
    if (id !== undefined) {
      const turn = TURNS[turns.get(id.slice(1)) ?? 1];
      definitions.set(id, turn ? line.replace("<image ", `<image transform="matrix(${turn})" `) : line);
    } else if (line.startsWith("<svg")) start = line;
    else if (line !== "</svg>") content += `${line}\n`;
    if (content.length < PART_LETTERS) continue;
    yield part();
    content = "";
  }
  yield part();
}
