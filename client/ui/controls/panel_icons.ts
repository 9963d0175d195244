import type { Picture } from "./icon.tsx";
import { lucide } from "./lucide.ts";

/** Icons of the style panel, loaded with it. */
export const PANEL_ICONS = {
  link: { d: lucide("link") },
  pipette: { d: lucide("pipette") },
  lock: { d: lucide("lock") },
  "lock-open": { d: lucide("lock-open") },
  trash: { d: lucide("trash") },
  front: { d: lucide("bring-to-front") },
  back: { d: lucide("send-to-back") },
  group: { d: lucide("group") },
  ungroup: { d: lucide("ungroup") },
  "flip-across": { d: lucide("triangles-centerline-dashed-vertical") },
  "flip-down": { d: lucide("triangles-centerline-dashed-horizontal") },
  "align-left": { d: lucide("align-start-vertical") },
  "align-center": { d: lucide("align-center-vertical") },
  "align-right": { d: lucide("align-end-vertical") },
  "align-top": { d: lucide("align-start-horizontal") },
  "align-center-down": { d: lucide("align-center-horizontal") },
  "align-bottom": { d: lucide("align-end-horizontal") },
  "distribute-across": { d: lucide("align-horizontal-space-around") },
  "distribute-down": { d: lucide("align-vertical-space-around") },
  opacity: { d: lucide("blend") },
  /** A scribble, in the grid of the others. */
  sketch: { d: "M3 17C6 9 9 5 10 6.5S6 16 7.5 16.5 12 9 13.5 9.5 11 16 13 16.5s3-4 4.5-4 1 3.5 3.5 3" },
  crop: { d: lucide("crop") },
  uncrop: { d: lucide("scan") },
  replace: { d: lucide("image-up") },
  describe: { d: lucide("text-initial") },
  rounded: { d: lucide("square-round-corner") },
  smooth: { d: lucide("spline") },
  "align-start": { d: lucide("text-align-start") },
  "align-middle": { d: lucide("text-align-center") },
  "align-end": { d: lucide("text-align-end") },
} as const satisfies Record<string, Picture>;
