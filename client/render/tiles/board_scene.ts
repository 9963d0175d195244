import { uprightOf } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { FrameShape, Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { contains } from "../../geometry/box.ts";
import { layGrid, layPaper } from "./background.ts";
import { paintNames } from "./frame_names.ts";
import { placeShape } from "../paint/shape_transform.ts";
import type { Region } from "../region.ts";
import type { Scene } from "./scene.ts";
import type { ShapePainter } from "../paint/shape_painter.ts";
import type { Context } from "../surface.ts";

const NONE: ReadonlySet<ShapeId> = new Set();
const FADED_OPACITY = 0.25;

/** A scene with a background. */
export interface BoardScene extends Scene {
  readonly lay: NonNullable<Scene["lay"]>;
  /** The background without grid, for pictures that are shown at another scale. */
  readonly layPlain: NonNullable<Scene["lay"]>;
  /** The frames whose names are shown. The same array while nothing changes. */
  frames(): readonly FrameShape[];
  /** Paints names of these frames on a canvas of the region. */
  paintNames(context: Context, frames: readonly FrameShape[], region: Region): void;
  /** True when there is nothing to see but the background. */
  isBare(): boolean;
}

/**
 * The shapes of the board as they look now, clipped by their frames.
 *
 * @param options.hidden shapes to leave out
 * @param options.ratio device pixels per CSS pixel
 */
export function boardScene(
  { shapes, faded, theme, writing, grid }: Pick<Editor, "shapes" | "faded" | "theme" | "writing" | "grid">,
  painter: ShapePainter,
  { hidden = () => NONE, ratio = () => 1 }: { hidden?: () => ReadonlySet<ShapeId>; ratio?: () => number } = {},
): BoardScene {
  /** The frame that cuts off a part of the shape. Clips are slow, and most shapes lie in their frames whole. */
  const clipOf = ({ id, frame: name }: Shape): FrameShape | undefined => {
    const frame = shapes.frames.get(name), box = frame && shapes.box(id);
    const isWhole = frame !== undefined && box !== undefined && !frame.angle && contains(uprightOf(frame), box);
    return isWhole ? undefined : frame;
  };
  let named: { all: readonly FrameShape[]; out: ReadonlySet<ShapeId>; shown: readonly FrameShape[] } = {
    all: [],
    out: NONE,
    shown: [],
  };
  return {
    lay(context, region, part) {
      layPaper(context, theme.peek(), part);
      if (grid.peek()) layGrid(context, region, part, theme.peek(), ratio());
    },
    layPlain: (context, _, part) => layPaper(context, theme.peek(), part),
    frames() {
      const all = shapes.frames.all(), out = hidden();
      if (all !== named.all || out !== named.out) {
        named = { all, out, shown: out.size === 0 ? all : all.filter(({ id }) => !out.has(id)) };
      }
      return named.shown;
    },
    paintNames(context, frames, region) {
      paintNames(context, frames, region, { theme: theme.peek(), ratio: ratio() });
    },
    isBare: () => shapes.count.peek() === 0 && !grid.peek(),
    search(within) {
      const found = shapes.search(within);
      const out = hidden();
      return out.size === 0 ? found : found.filter(({ id }) => !out.has(id));
    },
    paint(context, shape, region) {
      const opacity = faded.peek().has(shape.id) ? FADED_OPACITY : 1;
      const frame = clipOf(shape);
      if (frame) beginClip(context, frame, region);
      const isTextHidden = writing.peek()?.id === shape.id;
      painter.paint(context, shape, region, { theme: theme.peek(), opacity, isTextHidden });
      if (frame) context.restore();
    },
  };
}

/** The scene with only some of its shapes and without background. A frame outside `ids` does not clip. */
export function onlyOf(ids: ReadonlySet<ShapeId>, scene: Scene): Scene {
  return {
    search: (within) => scene.search(within).filter(({ id }) => ids.has(id)),
    paint: (context, shape, region) => scene.paint(context, freed(shape, ids), region),
  };
}

function freed(shape: Shape, ids: ReadonlySet<ShapeId>): Shape {
  return shape.frame === undefined || ids.has(shape.frame) ? shape : { ...shape, frame: undefined };
}

/** Clips everything to the frame until `restore`. */
export function beginClip(context: Context, frame: FrameShape, region: Region): void {
  context.save();
  placeShape(context, frame, region);
  context.beginPath();
  context.rect(0, 0, frame.w, frame.h);
  context.clip();
}
