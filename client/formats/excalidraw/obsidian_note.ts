import packing from "lz-string";
import { DrawingError } from "../drawing.ts";

/** A longer text is not expanded: a few letters of it can stand for thousands. */
const PACKED_MAX = 16 * 1024 * 1024;

/** The drawing in a note of Obsidian, as JSON: plain, or packed by lz-string in lines. */
const FENCE = /^```(compressed-json|json)\r?\n([^`]*)```/m;

/** @returns undefined when the text is no such note */
export function sceneInNote(text: string): string | undefined {
  if (!/^---\r?\n[^]{0,4000}?^excalidraw-plugin:/m.test(text)) return undefined;
  const [, kind, content] = FENCE.exec(text) ?? [];
  if (content === undefined) throw new DrawingError("broken");
  if (kind === "json") return content;
  if (content.length > PACKED_MAX) throw new DrawingError("tooLarge");
  return packing.decompressFromBase64(content.replace(/\s+/g, "")) ?? "";
}
