import { type Signal, signal } from "@preact/signals";
import type { ShapeLook } from "../tools/tool.ts";

/** What the next shape other than ink will look like; width in board units. */
export function newLook(): Signal<ShapeLook> {
  return signal<ShapeLook>({
    color: "black",
    width: 3,
    dash: "solid",
    fill: "none",
    fillColor: "blue",
    sketch: false,
  });
}
