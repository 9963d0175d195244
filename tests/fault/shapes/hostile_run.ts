import { Board } from "../../../board/document.ts";
import { dockingPlaces } from "../../../board/figure/line/docking.ts";
import { costOf } from "../../../board/figure/cost.ts";
import { loadSketch } from "../../../board/figure/sketch.ts";
import { svgOf } from "../../../board/figure/svg.ts";
import { moved, rotated, scaled } from "../../../board/figure/transform.ts";
import { OUTLINE_CORNERS_MAX, SHAPE_COST_MAX } from "../../../board/limits.ts";
import { toPortable } from "../../../board/portable/portable.ts";
import { fromPortable } from "../../../board/portable/portable_reader.ts";
import type { Shape } from "../../../board/shape.ts";
import { describe } from "../../../client/editor/speech/describe.ts";
import { pointHandlesOf } from "../../../client/editor/shapes/point_handles.ts";
import { inRows } from "../../../client/editor/shapes/reading_order.ts";
import { outlineOf } from "../../../client/editor/selection/selection.ts";
import { ShapeTable } from "../../../client/editor/shapes/shape_table.ts";
import { silhouetteOf } from "../../../client/editor/view/silhouette.ts";
import { encloses, touches } from "../../../client/editor/selection/hit_area.ts";
import { drawnCost } from "../../support/board/drawn_cost.ts";
import { hostileBoard, hostileShapes } from "../../support/board/hostile_shapes.ts";
import { seeded } from "../../support/random.ts";

export interface HostileCounts {
  shapes: number;
  /** Number of shapes that could be read. */
  read: number;
  readonly kinds: Map<string, number>;
  /** Errors, with their shapes. */
  readonly faults: string[];
  /** The highest drawing cost of one shape: path commands, dashes and letters. */
  dearest: number;
  /** The longest SVG of one shape, characters. */
  longest: number;
}

/** Shapes on one board; they refer to each other as frames and targets. */
const BOARD_SHAPES = 2_000;
const BOX = { minX: 0, minY: 0, maxX: 1, maxY: 1 };
/** Maximum characters of SVG for each unit of cost: a run of one letter needs most. */
const SVG_CHARS_PER_COST = 120;

/** Reads, draws, hits, selects, changes and exports hostile shapes, and counts what that costs. */
export async function hostile(
  { shapes, seed = 1, report }: { shapes: number; seed?: number; report?: (counts: HostileCounts) => void },
): Promise<HostileCounts> {
  await loadSketch();
  const random = seeded(seed);
  const counts: HostileCounts = { shapes: 0, read: 0, kinds: new Map(), faults: [], dearest: 0, longest: 0 };
  while (counts.shapes < shapes) {
    const made = hostileShapes(Math.min(BOARD_SHAPES, shapes - counts.shapes), random, `hostile${counts.shapes}`);
    counts.shapes += made.length;
    use(hostileBoard(made), counts);
    report?.(counts);
  }
  return counts;
}

function use(board: Board, counts: HostileCounts): void {
  const check = (what: string, of: unknown, act: () => void) => {
    try {
      act();
    } catch (error) {
      counts.faults.push(`${what}: ${(error as Error).stack} ${JSON.stringify(of)?.slice(0, 500)}`);
    }
  };
  check("board", undefined, () => {
    const table = new ShapeTable(board);
    const all = [...table.all()];
    counts.read += all.length;
    for (const shape of all) {
      counts.kinds.set(shape.kind, (counts.kinds.get(shape.kind) ?? 0) + 1);
      check(shape.kind, shape, () => useShape(shape, all, counts));
    }
    check("selection", undefined, () => expectFinite(outlineOf(all) ?? BOX));
    check("reading order", undefined, () => inRows(all).flatMap(({ shapes }) => shapes.map(describe)));
    check("frames", undefined, () => all.forEach(({ id }) => table.frames.withContents([id])));
    check("export", undefined, () => {
      const { shapes, unread } = fromPortable(JSON.parse(JSON.stringify(toPortable(all))));
      if (unread > 0) throw new Error(`${unread} of ${shapes.length} exported shapes cannot be read`);
    });
    const bounds = table.bounds();
    if (bounds) check("bounds", bounds, () => expectFinite(bounds));
    table.close();
  });
  board.doc.destroy();
}

function useShape(shape: Shape, all: readonly Shape[], counts: HostileCounts): void {
  const cost = costOf(shape), drawn = drawnCost(shape);
  counts.dearest = Math.max(counts.dearest, drawn);
  if (cost > SHAPE_COST_MAX) throw new Error(`costs ${cost}`);
  if (drawn > (shape.kind === "ink" ? OUTLINE_CORNERS_MAX : cost)) throw new Error(`costs ${drawn}, and not ${cost}`);
  const svg = svgOf([shape, ...all.filter(({ id }) => id === shape.frame)], { box: BOX, theme: "dark" });
  counts.longest = Math.max(counts.longest, svg.length);
  if (svg.length > SVG_CHARS_PER_COST * (cost + OUTLINE_CORNERS_MAX)) throw new Error(`its SVG has ${svg.length}`);
  // Texts may contain these words.
  const numbers = svg.replace(/>[^<]*</g, "><");
  if (/NaN|Infinity|undefined|script/.test(numbers)) throw new Error(`its SVG says ${numbers.slice(0, 300)}`);
  const place = { x: shape.x, y: shape.y };
  touches(shape, { from: place, to: { x: 0, y: 0 }, radius: 5 });
  encloses(shape, place);
  silhouetteOf(shape);
  dockingPlaces(shape);
  pointHandlesOf([shape], 1);
  const isThere = () => false;
  for (
    const changed of [
      moved(shape, { x: 1e7, y: -1e7 }, isThere),
      rotated(shape, place, 1, isThere),
      scaled(shape, shape, { x: -3, y: 1e-9, about: { x: 0, y: 0 } }, isThere),
    ]
  ) {
    expectFinite(changed);
    if (drawnCost(changed) > SHAPE_COST_MAX) throw new Error("costs more when it is changed");
  }
}

/** @throws when a number is NaN or infinite */
function expectFinite(numbers: object): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${name} is ${value}`);
  }
}
