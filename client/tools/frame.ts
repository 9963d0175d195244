import { boxOf } from "./form.ts";
import { FRAME_NAME } from "../../board/shape.ts";
import type { Draw } from "./shape_tool.ts";

/** A frame by its box, as a form is drawn; a click makes one of a usual size. */
export const drawFrame: Draw = (drag, start) => ({
  ...start,
  kind: "frame",
  name: FRAME_NAME,
  ...boxOf(drag, CLICK_SIZE),
});

/** What a click makes, board units. */
const CLICK_SIZE = { w: 480, h: 320 };
