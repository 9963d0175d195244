import { PORTABLE_SHAPES_MAX } from "../../../board/limits.ts";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { type Json, list, numberOr, record, records, textOr } from "../json.ts";
import type { Bound, Ends } from "./record_arrow.ts";
import { RecordReader } from "./record_reader.ts";
import { byParent, walk } from "./record_tree.ts";
import { compareIndex } from "./stroke_points.ts";
import { isFirstDocument, recordsOfFirst } from "./first_document.ts";

/** Whether a parsed file, or what was on the clipboard, is of tldraw. */
export function isTldraw(value: Json): boolean {
  return "tldrawFileFormatVersion" in value || isFirstDocument(value) || isContent(value) ||
    storeOf(value).some(isShape) ||
    Array.isArray(value.records) && records(value.records).some(isShape);
}

/** @throws {DrawingError} */
export function readTldraw(value: Json): Drawing {
  if (isFirstDocument(value)) {
    const { all, title } = recordsOfFirst(value);
    return readRecords(all, title);
  }
  if (numberOr(value.tldrawFileFormatVersion, 1) > 1) throw new DrawingError("newer");
  const store = storeOf(value);
  if (store.length > 0) return readRecords(store);
  return isContent(value)
    ? readRecords([...records(value.shapes).map((shape) => ({ ...shape, typeName: "shape" })), ...others(value)])
    : readRecords(list(value.records));
}

/** The records of a snapshot of its store, as programs that contain tldraw keep it. */
function storeOf({ document, store }: Json): readonly Json[] {
  return records(Object.values(record(record(document).store ?? store)));
}

/** What the clipboard holds: shapes without their page. */
function isContent(value: Json): boolean {
  return Array.isArray(value.shapes) && (Array.isArray(value.rootShapeIds) || isRecordSchema(value.schema));
}

function isRecordSchema(schema: unknown): boolean {
  return "schemaVersion" in record(schema);
}

function others({ bindings, assets }: Json): Json[] {
  const named = (typeName: string, all: unknown) => records(all).map((each) => ({ ...each, typeName }));
  return [...named("binding", bindings), ...named("asset", assets)];
}

function isShape({ typeName }: Json): boolean {
  return typeName === "shape";
}

/** Space between two pages beside each other, board units. */
const ROOM = 400;

function readRecords(all: readonly unknown[], title?: string): Drawing {
  if (all.length > RECORDS_MAX) throw new DrawingError("tooMany");
  const shapes = new Map<string, Json>();
  for (const each of records(all)) if (isShape(each)) shapes.set(textOr(each.id, `shape ${shapes.size}`), each);
  if (shapes.size > PORTABLE_SHAPES_MAX) throw new DrawingError("tooMany");
  const draft = new DrawingDraft();
  const children = byParent([...shapes.values()]);
  const ends = boundEnds(all);
  const assets = records(all).filter(({ typeName }) => typeName === "asset");
  const pictures = new Map(assets.map(({ id, props }) => [textOr(id, ""), record(props).src]));
  const reader = new RecordReader(
    draft,
    (arrow) => ends.get(textOr(arrow.id, "")) ?? oldEnds(record(arrow.props)),
    pictures,
  );
  const pages = records(all).filter(({ typeName }) => typeName === "page")
    .sort((a, b) => compareIndex(a.index, b.index)).map(({ id }) => textOr(id, ""));
  // Shapes of a clipboard have parents that are not on it.
  const others = [...children.keys()].filter((parent) => !shapes.has(parent) && !pages.includes(parent));
  let reached = 0, right = 0;
  for (const [i, parents] of [[...pages.slice(0, 1), ...others], ...pages.slice(1).map((page) => [page])].entries()) {
    let left = Infinity;
    for (const parent of parents) for (const { x } of children.get(parent) ?? []) left = Math.min(left, numberOr(x, 0));
    const at = { x: i === 0 || left === Infinity ? 0 : right + ROOM - left, y: 0 };
    const count = draft.count;
    for (const node of walk(children, parents, { at, left: (count) => draft.miss("other", count) })) {
      reached++;
      reader.read(node);
    }
    if (draft.count > count) right = draft.rightEdge();
  }
  draft.miss("other", Math.max(0, shapes.size - reached));
  reader.finish();
  return draft.finish(title);
}

/** Each shape may have bindings and the session a few records. */
const RECORDS_MAX = 4 * PORTABLE_SHAPES_MAX;

/** The ends of arrows by binding records, since 2024. */
function boundEnds(all: readonly unknown[]): Map<string, Ends> {
  const ends = new Map<string, Ends>();
  for (const { typeName, type, fromId, toId, props } of records(all)) {
    if (typeName !== "binding" || type !== "arrow" || typeof fromId !== "string" || typeof toId !== "string") continue;
    const bound = boundOf(toId, record(props));
    const side = record(props).terminal === "start" ? "from" : "to";
    ends.set(fromId, { ...ends.get(fromId), [side]: bound });
  }
  return ends;
}

/** The ends in the arrow itself, until 2024. */
function oldEnds(props: Json): Ends {
  const of = (end: unknown) => {
    const { type, boundShapeId, ...rest } = record(end);
    return type === "binding" && typeof boundShapeId === "string" ? boundOf(boundShapeId, rest) : undefined;
  };
  const from = of(props.start), to = of(props.end);
  return { ...(from && { from }), ...(to && { to }) };
}

function boundOf(to: string, { normalizedAnchor, isPrecise, isExact }: Json): Bound {
  const { x, y } = record(normalizedAnchor);
  const part = (value: unknown) => Math.min(1, Math.max(0, numberOr(value, 0.5)));
  return { to, u: part(x), v: part(y), isPrecise: isPrecise !== false, isExact: isExact === true };
}
