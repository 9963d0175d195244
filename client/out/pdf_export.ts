import type { ImageShape, Shape } from "../../board/shape.ts";
import { FAMILIES } from "../../board/figure/text/font_family.ts";
import { PARTS } from "../../board/figure/text/text_layout.ts";
import type { Font } from "../../board/style.ts";
import type { Editor } from "../editor/editor.ts";
import type { ExportChoice, ExportWork } from "../editor/outlet.ts";
import { isUpright } from "../../board/asset/jpeg_turn.ts";
import { isPicture } from "../../board/kinds/kinds.ts";
import { type Excerpt, excerptOf, excerptOn } from "./excerpt.ts";
import { faces } from "./font_faces.ts";
import { copiesInWorker } from "./pdf/page_copier.ts";
import { pdfFile } from "./pdf/pdf_file.ts";
import type { FontFile, ForeignRun, PaintedRun, PdfPicture, PdfSources, Pixels } from "./pdf/pdf_sources.ts";

/** Maximum size of a picture that is decoded because it is no JPEG; larger ones are scaled down. */
const PIXELS_MAX = 32 * 1024 * 1024;

/** A PDF of an excerpt, or of every frame and every page of a PDF on the board, each on a page. */
export async function pdfExport(
  editor: Editor,
  excerpt: Excerpt,
  choice: ExportChoice,
  work: ExportWork,
): Promise<Blob> {
  const pages = choice.part === "board" && choice.isPaged ? pagesOf(editor, choice) : [];
  const bytes = await pdfFile(pages.length > 0 ? pages : [excerpt], {
    title: editor.title.peek(),
    paper: choice.paper,
    hasMargin: choice.hasMargin,
    sources: sourcesOf(editor),
  }, work);
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/pdf" });
}

/** Frames first. A page of a PDF has the drawing on it, and is as large as before. */
function pagesOf(editor: Editor, choice: ExportChoice): Excerpt[] {
  const frames = editor.shapes.frames.all().flatMap(({ id }) =>
    excerptOf(editor, { ...choice, part: { frame: id } }) ?? []
  );
  const all = [...editor.shapes.all()];
  const pages = all.filter((shape) => isPicture(shape) && shape.pdf !== undefined && shape.frame === undefined);
  return [...frames, ...pages.sort(inReadingOrder).map((page) => excerptOn(editor, page))];
}

/** By their tops, and beside each other from left to right. */
function inReadingOrder(a: Shape, b: Shape): number {
  return Math.abs(a.y - b.y) < Math.min(a.h, b.h) / 2 ? a.x - b.x : a.y - b.y;
}

/** From the style sheets of the page, the images of the board, and a canvas. */
function sourcesOf(editor: Pick<Editor, "images">): PdfSources {
  const files = new Map<Font, readonly FontFile[]>();
  return {
    fontFiles: (font) => {
      let known = files.get(font);
      if (known === undefined) files.set(font, known = filesOf(font));
      return known;
    },
    picture: (shape) => picture(editor, shape),
    copies: async (asset, pages, work) => {
      const file = await (await editor.images()).bytes(asset);
      return file && await copiesInWorker(file, pages, work);
    },
    paint: (run) => Promise.resolve(painted(run)),
  };
}

/** PDF needs the fonts in another packing than browsers, which `pdf_fonts.css` names. */
function filesOf(font: Font): FontFile[] {
  const family = FAMILIES[font].split(",")[0].replace(/"$/, ' PDF"');
  return faces().filter((face) => face.family === family).map(({ range, url }) => ({
    isFor: (code) => holds(range, code),
    load: async () => {
      try {
        const response = await fetch(url);
        return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
      } catch {
        return undefined;
      }
    },
  }));
}

async function picture({ images }: Pick<Editor, "images">, shape: ImageShape): Promise<PdfPicture | undefined> {
  const desk = await images();
  const bytes = await desk.bytes(shape.asset);
  if (bytes === undefined) return undefined;
  if (shape.type === "image/jpeg") {
    const jpeg = new Uint8Array(await bytes.arrayBuffer());
    if (isUpright(jpeg)) return { jpeg };
  }
  const { pixelW, pixelH } = shape;
  const width = pixelW * Math.min(1, Math.sqrt(PIXELS_MAX / (pixelW * pixelH)));
  const bitmap = await desk.decoded(shape, width).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  try {
    const context = contextOf(bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    return pixelsOf(context);
  } finally {
    bitmap.close();
  }
}

/** Pixels of painted letters per board unit, and their most in a row. */
const SHARPNESS = 4, ROW_MAX = 8_192;
/** Room around painted letters, ems: before and after them, above and below their baseline. */
const ROOM = { aside: 0.5, above: 1.5, below: 0.8 };

const TEXT_ALIGN = { start: "left", middle: "center", end: "right" } as const;

function painted({ text, font, size, width, align, color }: ForeignRun): PaintedRun {
  const x = -ROOM.aside * size, y = -ROOM.above * size;
  const wide = width - 2 * x, high = (ROOM.above + ROOM.below) * size;
  const scale = Math.min(SHARPNESS, ROW_MAX / Math.max(wide, high));
  const context = contextOf(Math.ceil(wide * scale), Math.ceil(high * scale));
  context.scale(scale, scale);
  context.font = `${size}px ${FAMILIES[font]}`;
  context.fontKerning = "none";
  context.direction = "ltr";
  context.fillStyle = color;
  context.textAlign = TEXT_ALIGN[align];
  context.fillText(text, width * PARTS[align] - x, -y, width);
  const pixels = pixelsOf(context);
  return { ...pixels, x, y, w: pixels.width / scale, h: pixels.height / scale };
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  return new OffscreenCanvas(Math.max(1, width), Math.max(1, height)).getContext("2d", { willReadFrequently: true })!;
}

function pixelsOf(context: OffscreenCanvasRenderingContext2D): Pixels {
  const { width, height, data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  return { width, height, pixels: data };
}

/** @param range as in CSS: "U+0-FF, U+131" */
function holds(range: string, code: number): boolean {
  return range.split(",").some((part) => {
    const [, from, to = from] = /U\+([0-9a-f]+)(?:-([0-9a-f]+))?/i.exec(part) ?? [];
    return code >= parseInt(from, 16) && code <= parseInt(to, 16);
  });
}
