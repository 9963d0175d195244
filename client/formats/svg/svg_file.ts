import type { Drawing } from "../drawing.ts";
import { DrawingError } from "../drawing.ts";
import { rootOf } from "../xml.ts";
import { SvgReader } from "./svg_reader.ts";

/** More are none of a drawing that people look at, and take long to read. */
const TAGS_MAX = 120_000;

export function isSvg(text: string): boolean {
  return /<svg[\s>/]/.test(text.slice(0, 10_000));
}

/**
 * Reads an SVG as shapes. It only parses text: no script runs and nothing is fetched.
 *
 * @throws {DrawingError}
 */
export function readSvg(text: string, parsed: () => void): Drawing {
  const root = rootOf(text, TAGS_MAX);
  parsed();
  if (root.name !== "svg" && !root.name.endsWith(":svg")) throw new DrawingError("unknown");
  const drawing = new SvgReader(root).read();
  if (drawing.shapes.length === 0 && Object.keys(drawing.missed).length === 0) throw new DrawingError("empty");
  return drawing;
}
