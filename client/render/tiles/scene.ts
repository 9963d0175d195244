import type { Shape } from "../../../board/shape.ts";
import type { Box } from "../../geometry/box.ts";
import type { Part } from "./background.ts";
import type { Region } from "../region.ts";
import type { Context } from "../surface.ts";

/** The source for bitmaps: the shapes of the board as they look now. */
export interface Scene {
  /** Paints the background of a part of the region's bitmap. Undefined for transparent bitmaps. */
  readonly lay?: (context: Context, region: Region, part: Part) => void;
  /** Shapes whose painted extent meets the box, bottom first. */
  search(within: Box): readonly Shape[];
  /** Paints one shape on a bitmap of the region. Changes only the context's transform. */
  paint(context: Context, shape: Shape, region: Region): void;
}
