import assert from "node:assert/strict";
import { costOf, PAINT_COST_MAX } from "../../../../board/figure/cost.ts";
import { SHAPE_COST_MAX } from "../../../../board/limits.ts";
import type { Shape } from "../../../../board/shape.ts";
import { paintedExtent } from "../../../../client/editor/shapes/painted_extent.ts";
import { Sheet } from "../../../../client/render/tiles/sliced_bitmap.ts";
import type { Surface, SurfacePool } from "../../../../client/render/surface.ts";
import { geoOf } from "../../../support/board/figures.ts";
import { inkOf } from "../../../support/board/shapes.ts";

const REGION = { scale: 1, left: 0, top: 0, width: 512, height: 512 };
const COSTLY = geoOf("costly", { w: 1e7, h: 1e7, fill: "hatch", width: 0.1, sketch: true, dash: "dotted" });

/** Records the cost of painting between two checks of the clock. */
class CostMeter {
  readonly slices: number[] = [];
  #cost = 0;
  readonly shapes: Shape[];
  readonly sheet: Sheet;

  constructor(shapes: Shape[]) {
    this.shapes = shapes;
    const context = { setTransform() {}, save() {}, beginPath() {}, rect() {}, clip() {}, restore() {} };
    const pool = { take: () => ({ canvas: {}, context }) as unknown as Surface, giveBack() {} };
    const paint = (_: unknown, shape: Shape) => void (this.#cost += costOf(shape));
    this.sheet = new Sheet(REGION, { lay() {}, search: () => this.shapes, paint }, pool as unknown as SurfacePool);
  }

  /** Paints until done. */
  finish(): this {
    const take = () => this.take();
    const clock = {
      get hasTime() {
        take();
        return true;
      },
      painted() {},
    };
    while (!this.sheet.isFresh) this.sheet.advance(clock);
    this.take();
    return this;
  }

  /** The cost since the last call. */
  take(): number {
    const cost = this.#cost;
    this.#cost = 0;
    if (cost > 0) this.slices.push(cost);
    return cost;
  }
}

Deno.test("D1: the clock is checked after each costly shape, and after eight usual ones", () => {
  assert.ok(costOf(COSTLY) > 5_000 && costOf(COSTLY) <= SHAPE_COST_MAX);
  const costly = new CostMeter(Array.from({ length: 20 }, (_, i) => ({ ...COSTLY, id: `c.${i}` }))).finish();
  assert.deepEqual(costly.slices, Array(20).fill(costOf(COSTLY)));
  const usual = new CostMeter(Array.from({ length: 20 }, (_, i) => inkOf(`i.${i}`))).finish();
  assert.equal(usual.slices.length, 3);
});

Deno.test("D1: cheap changes are painted at once, costly ones in slices", () => {
  const meter = new CostMeter([inkOf("first")]).finish();
  for (let i = 0; i < 50; i++) {
    const shape = { ...COSTLY, id: `c.${i}` };
    meter.shapes.push(shape);
    meter.sheet.stamp(shape, paintedExtent(shape));
  }
  meter.sheet.repair();
  assert.ok(meter.take() <= PAINT_COST_MAX, "stamped");
  meter.finish();
  meter.sheet.damage({ minX: 0, minY: 0, maxX: 10, maxY: 10 });
  meter.sheet.repair();
  assert.ok(meter.take() <= PAINT_COST_MAX, "repaired");
  assert.ok(!meter.sheet.isFresh);
});

Deno.test("a blank sheet with very many shapes first shows the topmost ones", () => {
  const meter = new CostMeter(Array.from({ length: 4_000 }, (_, i) => inkOf(`i.${i}`)));
  const clock = { hasTime: true, painted() {} };
  assert.ok(meter.sheet.advance(clock));
  const preview = meter.take();
  assert.ok(preview > 0 && preview <= meter.shapes.slice(-500).reduce((sum, shape) => sum + costOf(shape), 0));
  assert.ok(meter.sheet.bitmap !== undefined && !meter.sheet.isFresh);
  assert.ok(meter.sheet.advance(clock));
  assert.equal(meter.take(), meter.shapes.reduce((sum, shape) => sum + costOf(shape), 0));
  assert.ok(meter.sheet.isFresh);
});
