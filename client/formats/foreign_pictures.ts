import type { AssetId } from "../../board/asset/asset.ts";
import type { ImageShape } from "../../board/shape.ts";

/** What stands in the place of a picture that is not in the file, so that arrows and groups keep it. */
export const EMPTY_PICTURE = { kind: "geo", form: "rectangle", color: "grey", width: 1, dash: "dashed" } as const;

/** The properties of an image whose picture is only known by its number in the drawing. */
export type PlacedPicture = Pick<ImageShape, "asset" | "type" | "pixelW" | "pixelH">;

/** The pictures of a drawing, each once, however often it is shown. */
export class ForeignPictures {
  readonly #numbers = new Map<string, AssetId>();
  readonly #pictures = new Map<AssetId, Blob>();

  /** The pictures by what stands for their hash in the shapes. */
  get all(): ReadonlyMap<AssetId, Blob> {
    return this.#pictures;
  }

  /**
   * A picture that is embedded in a file.
   *
   * @returns undefined when it is not: nothing is fetched
   */
  place(url: unknown): PlacedPicture | undefined {
    if (typeof url !== "string" || !url.startsWith("data:")) return undefined;
    let asset = this.#numbers.get(url);
    if (asset === undefined) {
      const picture = pictureIn(url);
      if (picture === undefined) return undefined;
      asset = this.#pictures.size.toString(16).padStart(64, "0");
      this.#numbers.set(url, asset);
      this.#pictures.set(asset, picture);
    }
    return { asset, type: "image/png", pixelW: 1, pixelH: 1 };
  }
}

/** RFC 2397, base64 or percent-encoded. */
function pictureIn(url: string): Blob | undefined {
  const comma = url.indexOf(",");
  if (comma < 0 || comma > 200) return undefined;
  const [type, ...rest] = url.slice("data:".length, comma).toLowerCase().split(";");
  try {
    const content = url.slice(comma + 1);
    if (!rest.includes("base64")) return new Blob([decodeURIComponent(content)], { type });
    return new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type });
  } catch {
    return undefined;
  }
}

/** What of a picture is shown, from edges in the unit of `w` and `h`. @returns nothing for all of it, or nonsense */
export function cropOf(
  [left, top, right, bottom]: readonly number[],
  w: number,
  h: number,
): Pick<ImageShape, "crop"> {
  const part = (value: number) => Math.min(1, Math.max(0, value));
  const x = part(left / w), y = part(top / h);
  const crop = { x, y, w: part(right / w) - x, h: part(bottom / h) - y };
  const isPart = crop.w > 0.001 && crop.h > 0.001 && (crop.w < 0.999 || crop.h < 0.999);
  return isPart ? { crop } : {};
}
