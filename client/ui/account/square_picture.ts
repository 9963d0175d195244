/** The side of the picture of an account, pixels: twice that of the largest face that a page shows. */
const EDGE = 128;
/** The server keeps no more bytes. */
const BYTES_MAX = 32 * 1024;
const FILE_BYTES_MAX = 64 * 1024 * 1024;
/** Phones draw no larger canvas. */
const FIRST_EDGE_MAX = 2_048;
const QUALITIES = [0.9, 0.7, 0.5, 0.3];

/** Why a file does not become a picture; the server has the same codes. */
export type PictureProblem = "noImage" | "tooLarge";

/**
 * The middle of a picture as a small square JPEG. It is upright, and has nothing of what the file says besides: a canvas
 * has only pixels.
 */
export async function squarePicture(file: Blob): Promise<Blob | PictureProblem> {
  if (file.size > FILE_BYTES_MAX) return "tooLarge";
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return await encoded(drawn(image));
  } catch {
    // No picture, one that the browser does not know, or one that it cannot draw.
    return "noImage";
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Halved again and again: browsers that scale in one step leave out most of the pixels. */
function drawn(image: HTMLImageElement): HTMLCanvasElement {
  const { naturalWidth: width, naturalHeight: height } = image;
  let side = Math.min(width, height);
  if (side === 0) throw new Error("Cannot draw a picture without pixels");
  let [x, y] = [(width - side) / 2, (height - side) / 2];
  let source: CanvasImageSource = image;
  for (;;) {
    const next = Math.max(EDGE, Math.min(Math.ceil(side / 2), FIRST_EDGE_MAX));
    const canvas = Object.assign(document.createElement("canvas"), { width: next, height: next });
    const context = canvas.getContext("2d")!;
    // A JPEG shows what is transparent as black.
    context.fillStyle = "white";
    context.fillRect(0, 0, next, next);
    context.imageSmoothingQuality = "high";
    context.drawImage(source, x, y, side, side, 0, 0, next, next);
    if (next === EDGE) return canvas;
    [source, x, y, side] = [canvas, 0, 0, next];
  }
}

async function encoded(canvas: HTMLCanvasElement): Promise<Blob | PictureProblem> {
  for (const quality of QUALITIES) {
    const bytes = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (bytes && bytes.size <= BYTES_MAX) return bytes;
  }
  return "noImage";
}
