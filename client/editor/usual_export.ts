import type { Editor } from "./editor.ts";
import type { ExportChoice } from "./outlet.ts";

/**
 * A picture of the selection, or of the whole board when nothing is selected, as the person sees it. Of a board without
 * shapes, a file with its talk.
 */
export function usualExport({ shapes, selection, theme }: Editor): ExportChoice {
  const isEmpty = shapes.count.peek() === 0;
  return {
    format: isEmpty ? "drawbridge" : "png",
    part: selection.ids.peek().size > 0 ? "selection" : "board",
    scale: 2,
    quality: 0.85,
    carriers: { png: false, svg: true },
    isTransparent: false,
    hasMargin: true,
    theme: theme.peek(),
    hasTalk: isEmpty,
    paper: "fit",
    isPaged: false,
  };
}
