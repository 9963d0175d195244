import type { PictureType } from "../../board/asset/asset_types.ts";

/** The bytes from the start of a file that tell its type. */
export const HEAD_BYTES = 1_024;

const HEIC_BRANDS = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"];

/** The type of a picture by its first bytes, whatever its name; undefined for anything else. */
export function pictureTypeOf(head: Uint8Array): PictureType | "image/heic" | undefined {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (starts(0xff, 0xd8, 0xff)) return "image/jpeg";
  if (/^GIF8[79]a/.test(text(0, 6))) return "image/gif";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  if (text(4, 8) === "ftyp") {
    const brand = text(8, 12);
    if (brand === "avif" || brand === "avis") return "image/avif";
    // Many AVIF files have a general brand first and name their own among the compatible ones.
    if (HEIC_BRANDS.includes(brand)) return /avif/.test(text(16, 64)) ? "image/avif" : "image/heic";
  }
  return isSvg(new TextDecoder().decode(head)) ? "image/svg+xml" : undefined;
}

/** True for XML whose first element is `svg`. */
function isSvg(text: string): boolean {
  const rest = text.replace(
    /^\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--[^]*?-->\s*|<!doctype\s+svg[^>[]*(?:\[[^\]]*\])?[^>]*>\s*)*/i,
    "",
  );
  return /^<svg[\s>]/i.test(rest);
}
