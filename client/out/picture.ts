import { isContainer } from "../../board/kinds/kinds.ts";
import { loadSketch } from "../../board/figure/sketch.ts";
import { svgLines } from "../../board/figure/svg.ts";
import { PAPER, type Theme } from "../../board/palette.ts";
import { portableMetadata } from "../../board/portable/portable.ts";
import type { Editor } from "../editor/editor.ts";
import type { ExportWork } from "../editor/outlet.ts";
import { Problem } from "../editor/problem.ts";
import { beginClip } from "../render/tiles/board_scene.ts";
import { height, width } from "../geometry/box.ts";
import type { Region } from "../render/region.ts";
import { ShapePainter } from "../render/paint/shape_painter.ts";
import type { Excerpt } from "./excerpt.ts";
import { decodedPictures, pictureUrls } from "./exported_pictures.ts";
import { fontFacesFor } from "./font_faces.ts";
import { inSlices } from "./slices.ts";
import { FILES } from "../messages/en/export.ts";

export interface PictureOptions {
  /** Where the pictures of images come from. */
  readonly editor: Pick<Editor, "images">;
  readonly theme: Theme;
  readonly isTransparent: boolean;
}

export interface SvgPictureOptions extends PictureOptions {
  readonly isCarrier?: boolean;
  readonly hasFonts?: boolean;
}

export interface PixelOptions extends PictureOptions {
  /** Pixels per board unit. */
  readonly scale: number;
  /** Default: PNG. */
  readonly format?: "png" | "jpeg" | "webp";
  /** 0…1, of JPEG and WebP. */
  readonly quality?: number;
}

/** Canvas size limits of browsers, pixels: per edge and in total. Safari on phones has the lowest. */
const EDGE_MAX = 16_384;
const PIXELS_MAX = 64 * 1024 * 1024;

/**
 * SVG markup of an excerpt.
 *
 * @param options.hasFonts whether it embeds the fonts
 * @param options.isCarrier whether it has the shapes themselves, so that it can be opened or pasted
 */
export async function svgPicture(
  { shapes, pictured, box }: Excerpt,
  { editor, theme, isTransparent, isCarrier = true, hasFonts = true }: SvgPictureOptions,
  work: ExportWork = {},
): Promise<string> {
  await loadSketch();
  const fontFaces = hasFonts ? await fontFacesFor(pictured) : "";
  const pictures = await pictureUrls(editor, pictured, work);
  const lines: string[] = [];
  const drawn = svgLines(pictured, {
    box,
    theme,
    fontFaces,
    ...(isCarrier && { metadata: portableMetadata(shapes) }),
    pictures,
    ...(!isTransparent && { ground: PAPER[theme] }),
  });
  await inSlices(drawn, { ...work, count: pictured.length, act: (line) => lines.push(line) });
  return lines.join("\n");
}

/** The pixels of an excerpt at a scale, pixels per board unit. */
export function regionOf({ box }: Excerpt, scale: number): Region {
  return {
    scale,
    left: Math.floor(box.minX * scale),
    top: Math.floor(box.minY * scale),
    width: Math.ceil(width(box) * scale),
    height: Math.ceil(height(box) * scale),
  };
}

/** Whether a browser may be unable to make a canvas of this size. */
export function isTooLarge({ width, height }: Region): boolean {
  return Math.max(width, height) > EDGE_MAX || width * height > PIXELS_MAX;
}

/**
 * Pixels of an excerpt, painted like the board.
 *
 * @throws {Problem} when the picture exceeds the canvas limits, or the browser cannot make one of this format
 */
export async function pixelPicture(
  excerpt: Excerpt,
  { editor, theme, isTransparent, scale, format = "png", quality }: PixelOptions,
  work: ExportWork = {},
): Promise<Blob> {
  const { pictured } = excerpt;
  const region = regionOf(excerpt, scale);
  if (isTooLarge(region)) throw new Problem(FILES.pictureTooLarge);
  const canvas = new OffscreenCanvas(region.width, region.height);
  const context = canvas.getContext("2d")!;
  // A JPEG would be black.
  if (!isTransparent || format === "jpeg") {
    context.fillStyle = PAPER[theme];
    context.fillRect(0, 0, region.width, region.height);
  }
  const painter = new ShapePainter();
  const pictures = await decodedPictures(editor, pictured, { ...work, scale });
  painter.pictures = pictures?.painter;
  try {
    await painter.prepare(pictured);
    const frames = new Map(pictured.filter(isContainer).map((frame) => [frame.id, frame]));
    await inSlices(pictured, {
      ...work,
      count: pictured.length,
      act: (shape) => {
        const frame = shape.frame === undefined ? undefined : frames.get(shape.frame);
        if (frame) beginClip(context, frame, region);
        painter.paint(context, shape, region, { theme, opacity: 1, hasFrameNames: true });
        if (frame) context.restore();
      },
    });
  } finally {
    painter.close();
    pictures?.close();
  }
  const type = `image/${format}`;
  const picture = await canvas.convertToBlob({ type, ...(quality !== undefined && { quality }) });
  if (picture.type !== type) throw new Problem(FILES.noFormat);
  return picture;
}
