import type { XmlElement } from "@rgrove/parse-xml";
import { PORTABLE_SHAPES_MAX } from "../../../board/limits.ts";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { inflated } from "../inflated.ts";
import { bytesOf, utf8 } from "../png_texts.ts";
import { elementsOf, rootOf } from "../xml.ts";
import { cellsOf } from "./cell.ts";
import { inheriting } from "./inheritance.ts";
import { type Page, pageOf } from "./page_tree.ts";
import { PageReader } from "./page_reader.ts";

/** Space between pages, board units. */
const ROOM = 200;
/** The letters of all pages. A few packed ones can stand for thousands. */
const XML_MAX = 64 * 1024 * 1024;

/** Whether a text is a file or clipboard of draw.io, which may be a part of a URL. */
export function isDrawio(text: string): boolean {
  return /^\s*(<|%3C)mx(file|GraphModel)\b/.test(text) ||
    /^\s*<\?xml[^>]{0,200}\?>\s*(<!--[^]{0,2000}?-->\s*)?<mx(file|GraphModel)\b/.test(text);
}

/**
 * All pages of a file side by side.
 *
 * @param parsed called when the file is read and only shapes are left to be made
 * @throws {DrawingError}
 */
export async function readDrawio(text: string, parsed: () => void): Promise<Drawing> {
  const models = await modelsOf(rootOf(plain(text)));
  parsed();
  const draft = new DrawingDraft();
  let cellCount = 0;
  for (const [i, model] of models.entries()) {
    const cells = inheriting(cellsOf(model));
    cellCount += cells.length;
    if (cellCount > PORTABLE_SHAPES_MAX) throw new DrawingError("tooMany");
    const page = pageOf(cells);
    const addBackground = draft.background(model.attributes.background);
    new PageReader(draft, page, i === 0 || draft.count === 0 ? 0 : draft.rightEdge() + ROOM - leftOf(page)).read();
    addBackground();
  }
  return draft.finish();
}

/** The models of all pages: plain, or packed. */
async function modelsOf(root: XmlElement): Promise<XmlElement[]> {
  if (root.name === "mxGraphModel") return [root];
  if (root.name !== "mxfile") throw new DrawingError("unknown");
  const models: XmlElement[] = [];
  let left = XML_MAX;
  for (const diagram of elementsOf(root)) {
    if (diagram.name !== "diagram") continue;
    const model = elementsOf(diagram).find(({ name }) => name === "mxGraphModel");
    if (model) {
      models.push(model);
      continue;
    }
    const packed = diagram.text.trim();
    if (packed === "") continue;
    const xml = await unpacked(packed, left);
    left -= xml.length;
    const inner = rootOf(xml);
    if (inner.name === "mxGraphModel") models.push(inner);
  }
  return models;
}

/** Base64 of raw deflate of a part of a URL, or that part alone. */
async function unpacked(text: string, max: number): Promise<string> {
  if (/^(<|%3C)/.test(text)) return plain(text);
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new DrawingError("broken");
  }
  return plain(utf8(await inflated(bytesOf(binary), { format: "deflate-raw", max })));
}

function plain(text: string): string {
  if (!/^\s*%3C/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new DrawingError("broken");
  }
}

/** The left edge of all shapes and points of a page. */
function leftOf({ shown }: Page): number {
  let left = Infinity;
  for (const { box, cell: { geometry: { points, source, target } }, origin } of shown) {
    if (box) left = Math.min(left, box.x);
    for (const place of [...points, source, target]) if (place) left = Math.min(left, origin.x + place.x);
  }
  return left === Infinity ? 0 : left;
}
