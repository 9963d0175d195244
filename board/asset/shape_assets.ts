import { isPicture } from "../kinds/kinds.ts";
import type { Shape } from "../shape.ts";
import type { AssetId } from "./asset.ts";

/** The assets that a shape names: its picture, and the PDF of which that shows a page. */
export function assetsOf(shape: Shape): readonly AssetId[] {
  if (!isPicture(shape)) return [];
  return shape.pdf ? [shape.asset, shape.pdf.asset] : [shape.asset];
}
