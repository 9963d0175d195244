import { boundsOf } from "../../../board/figure/bounds.ts";
import { cornersOf, middleOf, type Point, toOwn, type TurnedBox, uprightOf } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { isConnector, isContainer, isFreehand, isLine } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import { type Box, grow } from "../../geometry/box.ts";
import { isInside } from "../../geometry/polygon.ts";
import type { Guide } from "../../geometry/snapping.ts";
import type { ChoosingContext, Pointed, TransformContext } from "../../tools/tool.ts";
import type { Editor } from "../editor.ts";
import { isWithin } from "../shapes/frames.ts";
import { gridStep } from "../shapes/grid.ts";
import { commonDepth, Units } from "../selection/groups.ts";
import { EditorInkContext } from "./ink_context.ts";
import { encloses, touches } from "../selection/hit_area.ts";

/** Maximum number of shapes to snap to; the topmost are used. Among more, people do not align to single shapes. */
const AROUND_MAX = 2_000;

/** Clickable area of a frame's name, CSS pixels. */
const NAME_PX = { height: 20, letter: 7 };

type Chooses = Omit<ChoosingContext, "zoom" | "edit">;
type Transforms = Omit<TransformContext, "newShapeId" | "orderOnTop" | "commit" | "zoom" | "draft" | "change">;

/** The editor, as the select tool sees it. */
export class EditorSelectContext extends EditorInkContext implements Chooses, Transforms {
  readonly #editor: Editor;

  constructor(editor: Editor) {
    super(editor);
    this.#editor = editor;
  }

  get selection(): ReadonlySet<ShapeId> {
    return this.#editor.selection.ids.peek();
  }

  get outline(): TurnedBox | undefined {
    return this.#editor.selection.outline.peek();
  }

  get grid(): number | undefined {
    const { grid, camera } = this.#editor;
    return grid.peek() ? gridStep(camera.zoom) : undefined;
  }

  select(ids: Iterable<ShapeId>): void {
    this.#editor.selection.set(ids);
  }

  get(id: ShapeId): Shape | undefined {
    return this.#editor.shapes.get(id);
  }

  at(place: Point, radius: number): Pointed {
    const all = this.#seenAt(place, radius), under = all.filter(({ locked }) => !locked);
    const touched = under.filter((shape) => touches(shape, { from: place, to: place, radius }));
    const hit = [...this.named(place, radius), ...touched];
    const around = under.filter((shape) => !isContainer(shape) && !hit.includes(shape) && encloses(shape, place));
    const locked = all.find((shape) =>
      shape.locked && (touches(shape, { from: place, to: place, radius }) || encloses(shape, place))
    );
    return { hit, around, locked };
  }

  unitOf(shape: Shape): readonly ShapeId[] {
    return this.#units().of(shape);
  }

  enter(shape: Shape): boolean {
    const { selection } = this.#editor;
    const { groups = [] } = shape;
    const depth = commonDepth(groups, selection.focus.peek());
    if (depth === groups.length) return false;
    selection.enter(groups.slice(0, depth + 1));
    selection.set(this.unitOf(shape));
    return true;
  }

  inside(line: readonly number[], { touching }: { readonly touching: boolean }): ShapeId[] {
    const { shapes } = this.#editor;
    const found = shapes.search(boundsOf(line)).filter((shape) => !shape.locked && !this.#isClipped(shape))
      .filter((shape) => isWhollyIn(line, shape) || touching && isCrossed(line, shape));
    const ids = new Set(found.map(({ id }) => id));
    const units = this.#units();
    const whole = new Set<ShapeId>();
    for (const shape of found) {
      if (whole.has(shape.id)) continue;
      const unit = units.of(shape);
      if (touching || unit.every((id) => ids.has(id))) { for (const id of unit) whole.add(id); }
    }
    // A selected frame brings its contents along.
    return [...whole].filter((id) => !whole.has(shapes.get(id)?.frame ?? ""));
  }

  lasso(line: readonly number[] | undefined): void {
    this.#editor.selection.lasso.value = line;
  }

  free(ids: Iterable<ShapeId>, { carried }: { readonly carried: boolean }): Shape[] {
    const { shapes } = this.#editor;
    const all = carried ? shapes.frames.withContents(ids) : [...ids];
    return [...all].map((id) => shapes.get(id)).filter((shape) => shape !== undefined && !shape.locked) as Shape[];
  }

  carry(ids: ReadonlySet<ShapeId>, by: Point): void {
    this.#editor.drafts.carry(ids, by);
  }

  around(except: ReadonlySet<ShapeId>): Box[] {
    const { shapes, camera, settings } = this.#editor;
    if (!settings.peek().snaps) return [];
    return shapes.search(camera.view())
      .filter((shape) => !isFreehand(shape) && !isConnector(shape) && !except.has(shape.id))
      .slice(-AROUND_MAX)
      .map(uprightOf);
  }

  guide(guides: readonly Guide[]): void {
    const { selection } = this.#editor;
    if (guides.length > 0 || selection.guides.peek().length > 0) selection.guides.value = guides;
  }

  /**
   * Lines, arrows and strokes belong to a frame only when they lie in it whole: clipped at its edge they would look
   * broken. Other shapes belong to the frame around their middle.
   */
  frameFor(shape: Shape, except?: ReadonlySet<ShapeId>): ShapeId | undefined {
    const { frames } = this.#editor.shapes;
    if (isContainer(shape)) return undefined;
    return (isLine(shape) ? frames.aroundAll(shape, except) : frames.around(middleOf(shape), except))?.id;
  }

  /** Shapes whose extent is near a place, topmost first, without those that are locked or clipped there. */
  protected under(place: Point, radius: number): Shape[] {
    return this.#seenAt(place, radius).filter(({ locked }) => !locked);
  }

  /**
   * Frames whose name is near a place. The name is above the frame and has the same size at every zoom. @param radius
   * board units
   */
  protected named(place: Point, radius: number): Shape[] {
    const { shapes, camera } = this.#editor;
    return shapes.frames.all().filter((frame) => {
      const { x, y } = toOwn(frame, place);
      const width = Math.min(frame.w, NAME_PX.letter * Math.max(frame.name.length, 3) / camera.zoom);
      return !frame.locked && x >= -radius && x <= width + radius && y <= 0 &&
        y >= -NAME_PX.height / camera.zoom - radius;
    }).reverse();
  }

  /** Shapes whose extent is near a place, topmost first, without those that a frame clips there. */
  #seenAt(place: Point, radius: number): Shape[] {
    const { frames } = this.#editor.shapes;
    const { x, y } = place;
    return this.#editor.shapes.search(grow({ minX: x, minY: y, maxX: x, maxY: y }, radius))
      .filter(({ frame }) => {
        const around = frames.get(frame);
        return around === undefined || isWithin(around, place);
      })
      .reverse();
  }

  #units(): Units {
    const { selection, shapes } = this.#editor;
    return new Units(selection.focus.peek(), shapes.all());
  }

  /** True when the frame clips the whole shape. */
  #isClipped(shape: Shape): boolean {
    const frame = this.#editor.shapes.frames.get(shape.frame);
    if (frame === undefined) return false;
    const a = uprightOf(frame), b = uprightOf(shape);
    return a.minX > b.maxX || a.minY > b.maxY || a.maxX < b.minX || a.maxY < b.minY;
  }
}

function isWhollyIn(line: readonly number[], shape: Shape): boolean {
  return cornersOf(shape).every((corner) => isInside(line, corner));
}

/** True when a closed line crosses a shape. */
function isCrossed(line: readonly number[], shape: Shape): boolean {
  const n = line.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const from = { x: line[j], y: line[j + 1] }, to = { x: line[i], y: line[i + 1] };
    if (touches(shape, { from, to, radius: 0 })) return true;
  }
  return false;
}
