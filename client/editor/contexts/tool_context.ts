import type { ShapeId } from "../../../board/id.ts";
import type { Motion } from "../../../board/figure/motion.ts";
import { chosenText, HALF_LINE } from "../../../board/figure/text/shape_text.ts";
import { isContainer, isLine, isWritten } from "../../../board/kinds/kinds.ts";
import type { ArrowEnd, Shape, TextShape, WrittenShape } from "../../../board/shape.ts";
import { anchorAt, dockingPlaces, edgePlace } from "../../../board/figure/line/docking.ts";
import { type Box, grow } from "../../geometry/box.ts";
import type { PointHandle, ShapeStyle, ToolContext } from "../../tools/tool.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { Editor } from "../editor.ts";
import { partWithin } from "../shapes/frames.ts";
import { pointHandlesOf } from "../shapes/point_handles.ts";
import { EditorSelectContext } from "./select_context.ts";
import type { Changes } from "../shapes/shape_writer.ts";
import { encloses, type Reach, touches } from "../selection/hit_area.ts";

/**
 * How near an end must be to the middle of a side to snap to it: CSS pixels, and at most this fraction of a small
 * shape.
 */
const DOCK_PX = 12;
const DOCK_PART = 0.2;
/** Distance outside a shape within which an end is still tied to it, board units. */
const OUTSIDE = 10;

/** The editor, as the tools see it. People who may not draw write nothing to the board. */
export class EditorToolContext extends EditorSelectContext implements ToolContext {
  readonly #editor: Editor;

  constructor(editor: Editor) {
    super(editor);
    this.#editor = editor;
  }

  hit(from: Point, to: Point, radius: number): ShapeId[] {
    const faded = this.#editor.faded.peek();
    return this.#editor.shapes.search(grow(boxOf(from, to), radius))
      .filter((shape) => !shape.locked && (faded.has(shape.id) || this.#isTouched(shape, { from, to, radius })))
      .map((shape) => shape.id);
  }

  /** A frame hides what lies outside it, so only the visible part of the segment counts. */
  #isTouched(shape: Shape, { from, to, radius }: Reach): boolean {
    const frame = this.#editor.shapes.frames.get(shape.frame);
    const seen = frame ? partWithin(frame, from, to) : [from, to] as const;
    return seen !== undefined && touches(shape, { from: seen[0], to: seen[1], radius });
  }

  fade(ids: ReadonlySet<ShapeId>): void {
    this.#editor.faded.value = ids;
  }

  remove(ids: ReadonlySet<ShapeId>): void {
    this.#editor.writer.remove(ids);
  }

  look(): ShapeStyle {
    return this.#editor.look.peek();
  }

  draft(shapes: readonly Shape[], motion?: Motion): void {
    this.#editor.drafts.show(shapes, motion);
  }

  change(changes: Changes): void {
    this.#editor.writer.change(changes);
  }

  made(ids: readonly ShapeId[]): void {
    const { selection, tool, keepsTool } = this.#editor;
    if (keepsTool.peek()) return;
    selection.set(ids);
    tool.value = "select";
  }

  comment(at: Point): void {
    this.#editor.comment.value = { at };
    this.made([]);
  }

  pointLaser(at: Point | undefined): void {
    this.#editor.pointLaser(at);
  }

  tieAt(place: Point): ArrowEnd | undefined {
    // Arrows are drawn with a gap before the edge. An end picked up there and dropped again must stay tied.
    const outside = Math.max(DOCK_PX / this.zoom, OUTSIDE);
    const under = this.under(place, outside).filter((shape) => !isLine(shape));
    const shape = under.find((shape) => encloses(shape, place)) ??
      under.find((shape) => !isContainer(shape) && touches(shape, { from: place, to: place, radius: outside })) ??
      under.find((shape) => isContainer(shape) && this.#isOnEdge(shape, place)) ?? this.named(place, 0)[0];
    if (shape === undefined) return undefined;
    const at = isContainer(shape) ? edgePlace(shape, place) : place;
    const dock = dockingPlaces(shape).find(({ x, y }) => Math.hypot(x - at.x, y - at.y) <= this.#reachOf(shape));
    const { x, y } = dock ?? at;
    return { x, y, to: shape.id, ...anchorAt(shape, { x, y }) };
  }

  /** Frames are tied to by their edge or name only. Inside, ends may be tied to contents or stay free. */
  #isOnEdge(frame: Shape, place: Point): boolean {
    return touches(frame, { from: place, to: place, radius: this.#reachOf(frame) });
  }

  /** Snap distance, board units. */
  #reachOf({ w, h }: Shape): number {
    return Math.min(DOCK_PX / this.zoom, DOCK_PART * Math.min(w, h));
  }

  showTies(ends: readonly ArrowEnd[]): void {
    const { ties } = this.#editor.selection;
    if (ends.length > 0 || ties.peek().length > 0) ties.value = ends;
  }

  get points(): readonly PointHandle[] {
    const { selection } = this.#editor;
    return selection.ids.peek().size === 1 ? pointHandlesOf(selection.shapes(), this.zoom) : [];
  }

  choosePoint(index: number | undefined): void {
    this.#editor.selection.point.value = index;
  }

  writtenAt(place: Point): WrittenShape | undefined {
    return this.under(place, 0).filter(isWritten).find((shape) =>
      encloses(shape, place) || touches(shape, { from: place, to: place, radius: 0 })
    );
  }

  write(shape: WrittenShape): void {
    this.#editor.write(shape);
  }

  writeAt(place: Pick<TextShape, "x" | "y" | "w" | "wraps">): void {
    const look = this.look();
    const start = { id: this.newShapeId(), order: this.orderOnTop() };
    this.#editor.write({ ...start, kind: "text", color: look.color, h: 0, ...place, ...chosenText(look) });
  }

  /** A double click: edits a shape, or starts a new text on the empty board. */
  edit(shape: Shape | undefined, { x, y }: Point): void {
    if (shape === undefined) this.writeAt({ x, y: y - HALF_LINE, w: 0 });
    else this.#editor.editText(shape);
  }
}

function boxOf(a: Point, b: Point): Box {
  return {
    minX: Math.min(a.x, b.x),
    minY: Math.min(a.y, b.y),
    maxX: Math.max(a.x, b.x),
    maxY: Math.max(a.y, b.y),
  };
}
