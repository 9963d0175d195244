import { cornersOf } from "../../board/figure/point.ts";
import { boundsOf } from "../../board/figure/bounds.ts";
import { isShapeId, type ShapeId } from "../../board/id.ts";
import { findKind } from "../../board/kinds/kinds.ts";
import { COORDINATE_MAX } from "../../board/limits.ts";
import { comparePaint, isOrderKey, type Ordered } from "../../board/order.ts";
import { portableShape } from "../../board/portable/portable.ts";
import type { Shape } from "../../board/shape.ts";
import type { Region } from "../worker/jobs.ts";

export const PAGE_DEFAULT = 100;
export const PAGE_MAX = 1_000;
/** Ids in one query, and the characters of the words that a program looks for. */
export const IDS_MAX = 300;
export const WORDS_MAX = 200;
/** A page ends after this many characters. */
const PAGE_CHARS = 1024 * 1024;

/** Which shapes a program asks for. Undefined: any. */
export interface ShapeFilter {
  readonly kinds?: ReadonlySet<string> | undefined;
  readonly ids?: ReadonlySet<ShapeId> | undefined;
  readonly words?: string | undefined;
  /** Shapes whose box touches this one. */
  readonly region?: Region | undefined;
  readonly frame?: ShapeId | undefined;
  readonly limit: number;
  /** After which shape the page begins. */
  readonly after?: Ordered | undefined;
}

export interface ShapePage {
  readonly shapes: readonly Readonly<Record<string, unknown>>[];
  /** The shapes on all pages. */
  readonly count: number;
  /** Asks for the next page; undefined on the last one. */
  readonly cursor?: string;
}

/** @returns the name of the parameter that cannot be read */
export function readShapeFilter(query: Readonly<Record<string, string>>): ShapeFilter | string {
  const { kind, ids, text, region, frame, limit = String(PAGE_DEFAULT), cursor, b: _, ...others } = query;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) return unknown;
  const kinds = kind?.split(",");
  if (kinds?.some((each) => findKind(each) === undefined)) return "kind";
  const wanted = ids?.split(",");
  if (wanted && (wanted.length > IDS_MAX || !wanted.every(isShapeId))) return "ids";
  if (text !== undefined && (text.trim() === "" || text.length > WORDS_MAX)) return "text";
  const part = region === undefined ? undefined : readRegion(region);
  if (region !== undefined && part === undefined) return "region";
  if (frame !== undefined && !isShapeId(frame)) return "frame";
  if (!/^[1-9]\d{0,3}$/.test(limit) || Number(limit) > PAGE_MAX) return "limit";
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (cursor !== undefined && after === undefined) return "cursor";
  return {
    kinds: kinds && new Set(kinds),
    ids: wanted && new Set(wanted),
    words: text?.trim().toLowerCase(),
    region: part,
    frame,
    limit: Number(limit),
    after,
  };
}

/** @param text x,y,w,h @returns undefined when it cannot be read */
export function readRegion(text: string): Region | undefined {
  const numbers = text.split(",").map((part) => part.trim() === "" ? NaN : Number(part));
  if (numbers.length !== 4 || !numbers.every((each) => Math.abs(each) <= COORDINATE_MAX)) return undefined;
  const [x, y, w, h] = numbers;
  return { x, y, w, h };
}

/** @param scene all shapes, bottom first */
export function pageOf(scene: Iterable<Shape>, filter: ShapeFilter): ShapePage {
  const found = [...scene].filter((shape) => isWanted(shape, filter));
  const { after, limit } = filter;
  const rest = after === undefined ? found : found.filter((shape) => comparePaint(shape, after) > 0);
  const shapes: Readonly<Record<string, unknown>>[] = [];
  let chars = 0;
  for (const shape of rest) {
    const portable = portableShape(shape);
    chars += JSON.stringify(portable).length;
    if (shapes.length === limit || shapes.length > 0 && chars > PAGE_CHARS) break;
    shapes.push(portable);
  }
  const last = rest[shapes.length - 1];
  const cursor = shapes.length < rest.length ? { cursor: cursorAt(last) } : {};
  return { shapes, count: found.length, ...cursor };
}

/** Whether the filter asks for a shape, on whichever page. */
export function isWanted(shape: Shape, { kinds, ids, words, region, frame }: ShapeFilter): boolean {
  if (kinds && !kinds.has(shape.kind) || ids && !ids.has(shape.id)) return false;
  if (frame !== undefined && shape.frame !== frame) return false;
  if (words !== undefined && !wordsOf(shape).toLowerCase().includes(words)) return false;
  if (region === undefined) return true;
  const { minX, minY, maxX, maxY } = boundsOf(cornersOf(shape).flatMap(({ x, y }) => [x, y]));
  return maxX >= region.x && minX <= region.x + region.w && maxY >= region.y && minY <= region.y + region.h;
}

/** The text of a shape, or the name of a frame. */
export function wordsOf(shape: Shape): string {
  if (shape.kind === "frame") return shape.name;
  return "text" in shape && typeof shape.text === "string" ? shape.text : "";
}

/** An order key has only letters and digits. */
function cursorAt({ order, id }: Ordered): string {
  return `${order}~${id}`;
}

function readCursor(text: string): Ordered | undefined {
  const [order, id, ...rest] = text.split("~");
  return rest.length === 0 && isOrderKey(order) && isShapeId(id) ? { order, id } : undefined;
}
