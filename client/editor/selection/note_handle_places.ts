import { toBoard } from "../../../board/figure/point.ts";
import type { NoteShape } from "../../../board/shape.ts";
import { handleSizes } from "../../geometry/handles.ts";
import type { CameraState } from "../view/camera.ts";
import { type Side, SIDES, STEP } from "./note_chain.ts";

/** Distance of a handle from the note, and its touch radius, CSS pixels. */
const HANDLE = { off: 28, reach: 22 };

/** Positions of the handles that add a note, CSS pixels in the viewport. */
export function handlePlaces(
  note: NoteShape,
  { x, y, zoom }: CameraState,
  { isCoarse }: { isCoarse: boolean },
): { side: Side; x: number; y: number }[] {
  const { w, h } = note;
  const { stalk, reach } = handleSizes(isCoarse);
  return SIDES.map((side) => {
    const [dx, dy] = STEP[side];
    // Stay clear of the rotation handle above the note.
    const off = (side === "above" ? stalk + reach + HANDLE.reach : HANDLE.off) / zoom;
    const place = toBoard(note, { x: w / 2 + dx * (w / 2 + off), y: h / 2 + dy * (h / 2 + off) });
    return { side, x: (place.x - x) * zoom, y: (place.y - y) * zoom };
  });
}
