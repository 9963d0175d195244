import { costOf, PAINT_COST_MAX } from "../../../board/figure/cost.ts";
import type { Point } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Carried, Drafts } from "../../editor/shapes/drafts.ts";
import { paintedExtent } from "../../editor/shapes/painted_extent.ts";
import { CarriedPicture } from "../tiles/carried_picture.ts";
import type { PaintOptions } from "../paint/ink_painter.ts";
import { LiveCanvas } from "../live_canvas.ts";
import { type Region, touched } from "../region.ts";
import type { Scene } from "../tiles/scene.ts";
import type { ShapePainter } from "../paint/shape_painter.ts";

const NONE: ReadonlySet<ShapeId> = new Set();

/**
 * Shapes painted per frame while a gesture changes more than their position. Above this number only every nth shape is
 * painted until the gesture ends, so that thousands of shapes follow the pointer at once. The same applies to fewer
 * shapes of equal total cost.
 */
const LOOSE_MAX = 500;
const LOOSE_COST_MAX = 2 * PAINT_COST_MAX;

/** The content that the layer keeps after the drafts ended. */
interface Left {
  readonly ids: ReadonlySet<ShapeId>;
  /** One of the moved shapes as it was on the board before the gesture. */
  readonly before: Shape | undefined;
  readonly carried: Carried | undefined;
}

/**
 * Local drafts, above the finished shapes. Drafts stay visible until the board shows their result, so that nothing
 * disappears for a frame. Moved shapes stay on the board until their picture is painted.
 */
export class DraftLayer {
  readonly #canvas: LiveCanvas;
  readonly #painter: ShapePainter;
  readonly #picture: CarriedPicture;
  readonly #lookUp: (id: ShapeId) => Shape | undefined;
  #left: Left | undefined;
  #hidden = NONE;
  #wholeBy: Point | undefined;
  #isEmpty = true;

  /** @param options.lookUp returns shapes as they are on the board */
  constructor(canvas: HTMLCanvasElement, painter: ShapePainter, { scene, lookUp }: {
    scene: Scene;
    lookUp: (id: ShapeId) => Shape | undefined;
  }) {
    this.#canvas = new LiveCanvas(canvas, { isDirect: false });
    this.#painter = painter;
    this.#picture = new CarriedPicture(scene);
    this.#lookUp = lookUp;
  }

  /**
   * The shapes that the board must not show, because this layer shows them. The same set while its content is the same.
   */
  get hidden(): ReadonlySet<ShapeId> {
    return this.#hidden;
  }

  /**
   * The offset of a board that is moved as a whole, board units. The board layer shows it, so this layer needs no
   * picture.
   */
  get wholeBy(): Point | undefined {
    return this.#wholeBy;
  }

  /**
   * Call before the board is painted.
   *
   * @param options.isWhole all shapes of the board are carried
   * @returns true when another frame is needed
   */
  prepare(drafts: Drafts, view: Region, { isWhole = false }: { isWhole?: boolean } = {}): boolean {
    const { carried, ids } = drafts;
    const wasWhole = this.#wholeBy !== undefined;
    this.#wholeBy = undefined;
    if (ids.size === 0) {
      this.#hidden = NONE;
      return false;
    }
    // Once the picture shows the shapes, it goes on showing them.
    if (carried && isWhole && (wasWhole || this.#hidden.size === 0)) {
      this.#wholeBy = carried.by;
      return false;
    }
    const before = carried && this.#left?.carried?.ids === carried.ids ? this.#left.before : this.#first(carried);
    this.#left = { ids, carried, before };
    if (carried && !this.#picture.advance(carried, view)) {
      if (wasWhole) this.#wholeBy = carried.by;
      return true;
    }
    this.#hidden = ids;
    return false;
  }

  /**
   * Call after the board is painted.
   *
   * @param options.ratio device pixels per CSS pixel
   * @param options.isShown the board shows the whole view at final quality
   * @param options.except shapes that another layer shows
   * @returns true when another frame is needed
   */
  frame(drafts: Drafts, view: Region, { ratio, look, isShown, except = NONE }: {
    ratio: number;
    look: PaintOptions;
    isShown: boolean;
    except?: ReadonlySet<ShapeId>;
  }): boolean {
    if (this.#wholeBy || drafts.size === 0 && (isShown || this.#isEmpty)) {
      this.#clear(view, ratio);
      return false;
    }
    const { loose, carried } = drafts.size > 0 ? { loose: [...drafts.loose], carried: drafts.carried } : this.#letGo();
    const parts: Region[] = carried ? this.#picture.parts(carried, view) : [];
    const cost = loose.reduce((sum, shape) => sum + costOf(shape), 0);
    const step = Math.ceil(Math.max(loose.length / LOOSE_MAX, cost / LOOSE_COST_MAX));
    const visible = loose.filter((shape, i) => {
      const part = i % step === 0 && !except.has(shape.id) ? touched(view, paintedExtent(shape)) : undefined;
      if (part) parts.push(part);
      return part !== undefined;
    });
    this.#canvas.begin(parts, view, ratio);
    if (carried) this.#picture.draw(this.#canvas.context, carried, view);
    for (const shape of visible) this.#painter.paint(this.#canvas.context, shape, view, look);
    this.#isEmpty = false;
    return drafts.size === 0;
  }

  close(): void {
    this.#picture.clear();
  }

  /** The former drafts as they are on the board now. */
  #letGo(): { loose: Shape[]; carried: Carried | undefined } {
    const { ids = NONE, before, carried } = this.#left ?? {};
    const loose = [...ids].filter((id) => !carried?.ids.has(id)).map(this.#lookUp).filter((shape) =>
      shape !== undefined
    );
    const now = before && this.#lookUp(before.id);
    if (carried === undefined || before === undefined || now === undefined) return { loose, carried: undefined };
    return { loose, carried: { ids: carried.ids, by: { x: now.x - before.x, y: now.y - before.y } } };
  }

  #clear(view: Region, ratio: number): void {
    if (this.#isEmpty) return;
    this.#canvas.begin([], view, ratio);
    this.#picture.clear();
    this.#left = undefined;
    this.#isEmpty = true;
  }

  #first(carried: Carried | undefined): Shape | undefined {
    for (const id of carried?.ids ?? []) {
      const shape = this.#lookUp(id);
      if (shape) return shape;
    }
    return undefined;
  }
}
