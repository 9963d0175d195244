import { isAssetId } from "../../board/asset/asset.ts";
import { isAssetType } from "../../board/asset/asset_types.ts";
import { assetsOf } from "../../board/asset/shape_assets.ts";
import type { Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";

/** Where an exported SVG has its pictures; see `svg_picture.ts`. */
const IN_SVG = /<image id="p([0-9a-f]{64})"[^>]* href="(data:[^"]+)"/g;

const DATA_URL = /^data:([a-z+/]+);base64,([A-Za-z0-9+/]*={0,2})$/;

/**
 * Gives the board the pictures that a file contains and that shapes from it show. Others, and bytes that do not match
 * their name, are left out.
 *
 * @param file.text the file
 * @param file.assets `data:` URLs by asset, foreign; an SVG has them in its elements
 */
export async function takePictures(
  editor: Pick<Editor, "images">,
  shapes: readonly Shape[],
  { text, assets }: { readonly text: string; readonly assets: unknown },
): Promise<void> {
  const shown = new Set(shapes.flatMap(assetsOf));
  if (shown.size === 0) return;
  const found: (readonly [asset: string, url: unknown])[] = assets === undefined
    ? [...text.matchAll(IN_SVG)].map(([, asset, url]) => [asset, url])
    : Object.entries(Object(assets));
  const images = await editor.images();
  for (const [asset, url] of found) {
    const bytes = isAssetId(asset) && shown.has(asset) ? bytesOf(url) : undefined;
    if (bytes) await images.keep(asset, bytes);
  }
}

function bytesOf(url: unknown): Blob | undefined {
  const [, type, base64] = (typeof url === "string" && DATA_URL.exec(url)) || [];
  if (base64 === undefined || !isAssetType(type)) return undefined;
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
}
