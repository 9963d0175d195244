import { boundsOf } from "../../../board/figure/bounds.ts";
import { uprightOf } from "../../../board/figure/point.ts";
import { PORTABLE_SHAPES_MAX } from "../../../board/limits.ts";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { isRecord, type Json, list, record, records } from "../json.ts";
import { pointsOf, readElement } from "./element.ts";
import { turnedPoints } from "./element_lines.ts";
import { SceneReader } from "./scene_reader.ts";

/** Whether a parsed file is of Excalidraw. The oldest have no `type`. */
export function isExcalidraw(value: Json): boolean {
  const { type } = value;
  return type === "excalidraw" || type === "excalidraw/clipboard" || type === "excalidrawlib" ||
    type === undefined && Array.isArray(value.elements) && records(value.elements).some(isElement);
}

function isElement({ type, x }: Json): boolean {
  return typeof type === "string" && typeof x === "number";
}

/** @throws {DrawingError} */
export function readExcalidraw(value: Json): Drawing {
  return value.type === "excalidrawlib" ? readLibrary(value) : readScene(value);
}

function readScene(value: Json): Drawing {
  const elements = list(value.elements);
  refuseTooMany(elements.length);
  const draft = new DrawingDraft();
  draft.miss("other", elements.length - records(elements).length);
  const addBackground = draft.background(record(value.appState).viewBackgroundColor);
  new SceneReader(draft, records(elements), record(value.files)).read();
  addBackground();
  return draft.finish();
}

/** Space between the items of a library, and the width of a row of them, board units. */
const ROOM = 80, ROW = 2_400;

/** All items of a library side by side, each a group. Version 1 has lists of elements, version 2 has items with them. */
function readLibrary(value: Json): Drawing {
  const items = Array.isArray(value.libraryItems)
    ? value.libraryItems.map((item) => Array.isArray(item) ? item : list(record(item).elements))
    : list(value.library).map(list);
  const scenes = items.map((item) => item.filter(isRecord)).filter((item) => item.length > 0);
  refuseTooMany(scenes.reduce((sum, { length }) => sum + length, 0));
  const draft = new DrawingDraft();
  let x = 0, y = 0, rowHeight = 0;
  for (const scene of scenes) {
    const { minX, minY, w, h } = extentOf(scene);
    if (x > 0 && x + w > ROW) {
      y += rowHeight + ROOM;
      x = rowHeight = 0;
    }
    new SceneReader(draft, scene, record(value.files), {
      dx: x - minX,
      dy: y - minY,
      ...(scene.length > 1 && { group: scene }),
    }).read();
    x += w + ROOM;
    rowHeight = Math.max(rowHeight, h);
  }
  return draft.finish();
}

function extentOf(scene: readonly Json[]): { minX: number; minY: number; w: number; h: number } {
  let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
  for (const source of scene) {
    const element = readElement(source);
    if (element === undefined) continue;
    // The x and y of a line are those of its first point, from which it may go anywhere.
    const box = Array.isArray(source.points)
      ? boundsOf(turnedPoints(element, pointsOf(element)).flatMap(({ x, y }) => [x, y]))
      : uprightOf(element);
    minX = Math.min(minX, box.minX);
    minY = Math.min(minY, box.minY);
    maxX = Math.max(maxX, box.maxX);
    maxY = Math.max(maxY, box.maxY);
  }
  return minX <= maxX ? { minX, minY, w: maxX - minX, h: maxY - minY } : { minX: 0, minY: 0, w: 0, h: 0 };
}

function refuseTooMany(count: number): void {
  if (count > PORTABLE_SHAPES_MAX) throw new DrawingError("tooMany");
}
