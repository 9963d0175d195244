import { loadSketch } from "../../board/figure/sketch.ts";
import { svgOf } from "../../board/figure/svg.ts";
import { PAPER, type Theme } from "../../board/palette.ts";
import { portableMetadata } from "../../board/portable.ts";
import { Problem } from "../editor/problem.ts";
import { beginClip } from "../render/tiles/board_scene.ts";
import { height, width } from "../geometry/box.ts";
import type { Region } from "../render/region.ts";
import { ShapePainter } from "../render/paint/shape_painter.ts";
import type { Excerpt } from "./excerpt.ts";
import { fontFacesFor } from "./font_faces.ts";
import { NOTICES } from "../messages/en/notices.ts";

export interface PictureOptions {
  readonly theme: Theme;
  readonly isTransparent: boolean;
}

/** Canvas size limits of browsers, pixels: per edge and in total. Safari on phones has the lowest. */
const EDGE_MAX = 16_384;
const PIXELS_MAX = 64 * 1024 * 1024;

/** SVG markup of an excerpt. It embeds the fonts and the shapes themselves, so that it can be opened or pasted. */
export async function svgPicture(
  { shapes, pictured, box }: Excerpt,
  { theme, isTransparent }: PictureOptions,
): Promise<string> {
  await loadSketch();
  const fontFaces = await fontFacesFor(pictured);
  const metadata = portableMetadata(shapes);
  return svgOf(pictured, { box, theme, fontFaces, metadata, ...(!isTransparent && { ground: PAPER[theme] }) });
}

/**
 * A PNG of an excerpt, painted like the board.
 *
 * @param scale pixels per board unit
 * @throws {Problem} when the picture exceeds the canvas limits
 */
export async function pngPicture(
  { pictured, box }: Excerpt,
  { theme, isTransparent, scale }: PictureOptions & { readonly scale: number },
): Promise<Blob> {
  const region: Region = {
    scale,
    left: Math.floor(box.minX * scale),
    top: Math.floor(box.minY * scale),
    width: Math.ceil(width(box) * scale),
    height: Math.ceil(height(box) * scale),
  };
  if (Math.max(region.width, region.height) > EDGE_MAX || region.width * region.height > PIXELS_MAX) {
    throw new Problem(NOTICES.pictureTooLarge);
  }
  const canvas = new OffscreenCanvas(region.width, region.height);
  const context = canvas.getContext("2d")!;
  if (!isTransparent) {
    context.fillStyle = PAPER[theme];
    context.fillRect(0, 0, region.width, region.height);
  }
  const painter = new ShapePainter();
  await painter.prepare(pictured);
  const frames = new Map(pictured.filter((shape) => shape.kind === "frame").map((frame) => [frame.id, frame]));
  for (const shape of pictured) {
    const frame = shape.frame === undefined ? undefined : frames.get(shape.frame);
    if (frame) beginClip(context, frame, region);
    painter.paint(context, shape, region, { theme, opacity: 1, hasFrameNames: true });
    if (frame) context.restore();
  }
  painter.close();
  return await canvas.convertToBlob({ type: "image/png" });
}
