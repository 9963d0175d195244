import { WHOLE } from "../../board/figure/picture_place.ts";
import { assetsOf } from "../../board/asset/shape_assets.ts";
import type { ImageShape, Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import type { ExportWork } from "../editor/outlet.ts";
import { PicturePainter } from "../render/paint/picture_painter.ts";

type Source = Pick<Editor, "images">;

/** Pictures for one export, decoded. */
export interface ExportedPictures {
  readonly painter: PicturePainter;
  close(): void;
}

/**
 * Decodes the pictures of images as large as an export shows them. A missing picture keeps its preview.
 *
 * @param scale pixels per board unit
 */
export async function decodedPictures(
  editor: Source,
  shapes: readonly Shape[],
  { scale, signal }: ExportWork & { readonly scale: number },
): Promise<ExportedPictures | undefined> {
  const images = imagesIn(shapes);
  if (images.length === 0) return undefined;
  const desk = await editor.images();
  const bitmaps = new Map<string, ImageBitmap>();
  const close = () => bitmaps.forEach((bitmap) => bitmap.close());
  try {
    for (const [asset, { shape, width }] of widest(images, scale)) {
      signal?.throwIfAborted();
      if (await desk.bytes(asset) === undefined) continue;
      const bitmap = await desk.decoded(shape, width).catch(() => undefined);
      if (bitmap) bitmaps.set(asset, bitmap);
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    painter: new PicturePainter({ find: ({ asset }) => bitmaps.get(asset), isMissing: () => false }),
    close,
  };
}

/** The pictures of images, and the PDFs of which they show pages, as `data:` URLs, by asset. */
export function assetUrls(editor: Source, shapes: readonly Shape[], work: ExportWork): Promise<Map<string, string>> {
  return urlsOf(editor, new Set(shapes.flatMap(assetsOf)), work);
}

/** The pictures of images as `data:` URLs, by asset. */
export function pictureUrls(editor: Source, shapes: readonly Shape[], work: ExportWork): Promise<Map<string, string>> {
  return urlsOf(editor, new Set(imagesIn(shapes).map(({ asset }) => asset)), work);
}

async function urlsOf(
  editor: Source,
  assets: ReadonlySet<string>,
  { signal }: ExportWork,
): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  if (assets.size === 0) return urls;
  const desk = await editor.images();
  for (const asset of assets) {
    signal?.throwIfAborted();
    const bytes = await desk.bytes(asset);
    if (bytes) urls.set(asset, await dataUrl(bytes));
  }
  return urls;
}

function imagesIn(shapes: readonly Shape[]): ImageShape[] {
  return shapes.filter((shape) => shape.kind === "image");
}

/** Each picture once, with the largest width at which an image shows it, pixels. */
function widest(images: readonly ImageShape[], scale: number): Map<string, { shape: ImageShape; width: number }> {
  const found = new Map<string, { shape: ImageShape; width: number }>();
  for (const shape of images) {
    const width = shape.w / (shape.crop ?? WHOLE).w * scale;
    if (width > (found.get(shape.asset)?.width ?? 0)) found.set(shape.asset, { shape, width });
  }
  return found;
}

function dataUrl(bytes: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(bytes);
  });
}
