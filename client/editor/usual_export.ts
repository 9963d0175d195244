import type { Editor } from "./editor.ts";
import type { ExportChoice } from "./outlet.ts";

/** A picture of the selection, or of the whole board when nothing is selected, as the person sees it. */
export function usualExport({ selection, theme }: Editor): ExportChoice {
  return {
    format: "png",
    part: selection.ids.peek().size > 0 ? "selection" : "board",
    scale: 2,
    quality: 0.85,
    carriers: { png: false, svg: true },
    isTransparent: false,
    hasMargin: true,
    theme: theme.peek(),
    hasTalk: false,
    paper: "fit",
    isPaged: false,
  };
}
