/** Size of a drawing that states none, pixels. */
const USUAL = { width: 512, height: 512 };

/**
 * A bitmap of a picture that browsers draw in an `<img>` only, as they do SVG: there nothing in it runs, and it loads
 * nothing else.
 *
 * @throws when the browser cannot draw it
 */
export async function drawnImage(file: Blob, size?: ImageBitmapOptions): Promise<ImageBitmap> {
  const url = URL.createObjectURL(file);
  try {
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    const { naturalWidth: width = 0, naturalHeight: height = 0 } = image;
    const own = width > 0 && height > 0 ? { width, height } : USUAL;
    return await createImageBitmap(image, { resizeWidth: own.width, resizeHeight: own.height, ...size });
  } finally {
    URL.revokeObjectURL(url);
  }
}
