import type { DrawingDraft } from "../drawing_draft.ts";
import type { Box } from "./flowchart_layout.ts";
import { FONT } from "./measure.ts";

/** Adds centred text that is no label of a shape, for example at the end of an arrow. */
export function addCaption(draft: DrawingDraft, text: string, place: Box): void {
  draft.add({ id: draft.newId(), kind: "text", ...place, ...FONT, text, align: "middle", color: "black" });
}
