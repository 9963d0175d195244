import assert from "node:assert/strict";
import type { Shape } from "../../../../board/shape.ts";
import { TILE_PX, TileGrid } from "../../../../client/render/tiles/tile_grid.ts";
import type { Surface, SurfacePool } from "../../../../client/render/surface.ts";
import { inkOf } from "../../../support/board/shapes.ts";

const TILE_BYTES = TILE_PX * TILE_PX * 4;
const MIB = 1024 * 1024;

/** A pool of fake surfaces that counts those in use. */
class CountingPool {
  lent = 0;
  take(): Surface {
    this.lent++;
    const context = { setTransform() {}, fillRect() {} };
    return { canvas: {}, context } as unknown as Surface;
  }
  giveBack(surface: Surface | undefined): void {
    if (surface) this.lent--;
  }
}

function gridOver(shapes: readonly Shape[]): { grid: TileGrid; pool: CountingPool } {
  const pool = new CountingPool();
  const scene = { lay() {}, search: () => shapes, paint() {} };
  return { grid: new TileGrid(1, scene, pool as unknown as SurfacePool), pool };
}

const clock = { hasTime: true, painted() {} };
const viewAt = (left: number, top = 0) => ({ scale: 1, left, top, width: 1280, height: 800 });

function lookAt(grid: TileGrid, left: number): number {
  const tiles = grid.cover(viewAt(left));
  for (const tile of tiles) if (!tile.isFresh) tile.advance(clock);
  return tiles.length;
}

Deno.test("tiles stay within their memory limit however far the view moves, and closing frees them all", () => {
  const { grid, pool } = gridOver([inkOf("a")]);
  for (let left = 0; left < 200 * TILE_PX; left += TILE_PX) {
    lookAt(grid, left);
    assert.ok(pool.lent * TILE_BYTES <= 64 * MIB, `${pool.lent} tiles`);
  }
  assert.ok(pool.lent * TILE_BYTES >= 60 * MIB, "what fits is kept for coming back");
  grid.close();
  assert.equal(pool.lent, 0);
});

Deno.test("trimming keeps the tiles in view", () => {
  const { grid, pool } = gridOver([inkOf("a")]);
  for (let left = 0; left < 20 * TILE_PX; left += TILE_PX) lookAt(grid, left);
  const inView = lookAt(grid, 0);
  grid.trim();
  assert.equal(pool.lent, inView);
});

Deno.test("tiles without shapes have no bitmap until something is drawn there", () => {
  const shapes: Shape[] = [];
  const { grid, pool } = gridOver(shapes);
  lookAt(grid, 0);
  assert.equal(pool.lent, 0);
  assert.ok(grid.cover(viewAt(0)).every((tile) => tile.isFresh));
  const shape = inkOf("a", { x: 700, y: 100 });
  shapes.push(shape);
  const after = { minX: 695, minY: 95, maxX: 735, maxY: 105 };
  grid.apply([{ id: "a", shape, before: undefined, after, onTop: true }]);
  const stale = grid.cover(viewAt(0)).filter((tile) => !tile.isFresh);
  assert.deepEqual(stale.map(({ region }) => [region.left, region.top]), [[512, 0]]);
  lookAt(grid, 0);
  assert.equal(pool.lent, 1);
});
