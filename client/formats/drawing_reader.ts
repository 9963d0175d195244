import { type Drawing, DrawingError } from "./drawing.ts";
import { DRAWING_BYTES_MAX } from "./drawing_limits.ts";
import { diagramInPng, diagramInSvg } from "./drawio/embedded_diagram.ts";
import { isDrawio, readDrawio } from "./drawio/drawio_file.ts";
import { sceneInPng, sceneInSvg } from "./embedded_scene.ts";
import { sceneInNote } from "./excalidraw/obsidian_note.ts";
import { isExcalidraw, readExcalidraw } from "./excalidraw/excalidraw_file.ts";
import { isRecord, type Json } from "./json.ts";
import { refuseBoundless } from "./json_bounds.ts";
import { isPng } from "./png_texts.ts";
import { readMermaid } from "./mermaid/mermaid_file.ts";
import { diagramText, fencedDiagram } from "./mermaid/statements.ts";
import { isSvg, readSvg } from "./svg/svg_file.ts";
import { tldrawClip } from "./tldraw/clipboard.ts";
import { notesOf } from "./words/notes.ts";
import { type ChartKind, chartOf } from "./words/chart.ts";
import { cellsOf, separatorOf, tableOf } from "./words/table.ts";
import { isTldraw, readTldraw } from "./tldraw/tldraw_file.ts";

/** Files whose name alone says what they are, since any text could be one. */
const WORDS: readonly (readonly [name: RegExp, read: (text: string) => Drawing])[] = [
  [/\.(csv|tsv)$/i, tableOf],
  [/\.(md|markdown|txt)$/i, notesOf],
];

/**
 * Reads a drawing of another program: a file, or what it put on the clipboard. The content decides of which program it
 * is, since people rename files.
 *
 * @param name of the file, for tables and lists
 * @param chart what is made of a table of numbers
 * @param parsed called when the file is read and only shapes are left to be made
 * @throws {DrawingError}
 */
export async function readDrawing(
  bytes: Uint8Array<ArrayBuffer>,
  { name = "", chart, parsed = () => {} }: {
    readonly name?: string;
    readonly chart?: ChartKind;
    readonly parsed?: () => void;
  } = {},
): Promise<Drawing> {
  if (bytes.length === 0) throw new DrawingError("empty");
  if (bytes.length > DRAWING_BYTES_MAX) throw new DrawingError("tooLarge");
  const decoded = isPng(bytes) ? undefined : decodedText(bytes);
  const text = decoded === undefined ? await sceneInPng(bytes) ?? await diagramInPng(bytes) : decoded.trim();
  if (text === "") throw new DrawingError("empty");
  const words = WORDS.find(([ending]) => ending.test(name));
  const mermaid = text === undefined || words !== undefined && fencedDiagram(text) === undefined
    ? undefined
    : diagramText(text);
  if (mermaid !== undefined) return readMermaid(mermaid, parsed);
  const note = text === undefined ? undefined : sceneInNote(text);
  if (words !== undefined && text !== undefined && note === undefined) {
    // A table may begin with an empty cell, but not with an empty line.
    const whole = (decoded ?? text).replace(/^\s*\n/, "");
    return chart === undefined ? words[1](whole) : chartOf(cellsOf(whole, separatorOf(whole)), chart);
  }
  const diagram = text === undefined || isDrawio(text) ? text : text.startsWith("<") ? diagramInSvg(text) : undefined;
  if (diagram !== undefined && isDrawio(diagram)) return await readDrawio(diagram, parsed);
  const json = note ?? (text?.startsWith("<") ? tldrawClip(text) ?? await sceneInSvg(text) : text);
  if (json === undefined && text !== undefined && isSvg(text)) return readSvg(text, parsed);
  if (json === undefined) throw new DrawingError("unknown");
  const value = parse(json, { isCarried: json !== text });
  parsed();
  if (isExcalidraw(value)) return readExcalidraw(value);
  if (isTldraw(value)) return readTldraw(value);
  throw new DrawingError("unknown");
}

/**
 * Spreadsheets save text of all languages in units of two bytes, and say so by a mark in front. Without one, a file of
 * another program begins with a letter of English, of which one byte is 0.
 */
function decodedText(bytes: Uint8Array<ArrayBuffer>): string {
  const first = bytes[0], second = bytes[1];
  const isLittle = first === 0xff && second === 0xfe || first > 0 && second === 0;
  const isBig = first === 0xfe && second === 0xff || first === 0 && second > 0;
  return new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8").decode(bytes);
}

/** @param isCarried in a picture, which is damaged when it carries no JSON */
function parse(json: string, { isCarried }: { readonly isCarried: boolean }): Json {
  refuseBoundless(json);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new DrawingError(isCarried || /^\s*[[{]/.test(json) ? "broken" : "unknown");
  }
  if (!isRecord(value)) throw new DrawingError("unknown");
  return value;
}
