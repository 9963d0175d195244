import type { Shape } from "../../board/shape.ts";
import type { Box } from "../geometry/box.ts";
import type { Part } from "./ground.ts";
import type { Region } from "./region.ts";
import type { Context } from "./surface.ts";

/** What bitmaps are painted from: the shapes of the board as they look now. */
export interface Scene {
  /** Covers a part of the region's bitmap with what lies below all shapes; not there when what is below shows through. */
  readonly lay?: (context: Context, region: Region, part: Part) => void;
  /** Shapes whose painted extent meets the box, bottom first. */
  search(within: Box): readonly Shape[];
  /** Paints one shape onto a bitmap of the region. Leaves the context's transform changed, nothing else. */
  paint(context: Context, shape: Shape, region: Region): void;
}
