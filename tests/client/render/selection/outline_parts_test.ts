import assert from "node:assert/strict";
import { outlineParts } from "../../../../client/render/selection/outline_parts.ts";
import type { Point, TurnedBox } from "../../../../board/figure/point.ts";
import type { Region } from "../../../../client/render/region.ts";

const VIEW: Region = { scale: 2, left: 100, top: 50, width: 1200, height: 800 };

function partsOf(box: TurnedBox, handles: readonly Point[] = [{ x: 300, y: 30 }], ratio = 1) {
  const parts = outlineParts(box, VIEW, { handles, reach: 10, ratio });
  return { parts, area: parts.reduce((sum, { width, height }) => sum + width * height, 0) };
}

/** The number of parts that show a place, board units. */
function times(parts: readonly Region[], x: number, y: number): number {
  const at = { x: x * VIEW.scale, y: y * VIEW.scale };
  return parts.filter(({ left, top, width, height }) =>
    at.x >= left && at.x < left + width && at.y >= top && at.y < top + height
  ).length;
}

Deno.test("a large outline is shown by its sides: each place of it and of its handles once", () => {
  const box = { x: 100.3, y: 60.2, w: 400, h: 300 };
  const { parts, area } = partsOf(box);
  assert.equal(parts.length, 4);
  for (let i = 0; i <= 100; i++) {
    const x = box.x + box.w * i / 100, y = box.y + box.h * i / 100;
    for (const off of [-4, 0, 4]) {
      assert.equal(times(parts, x, box.y + off), 1);
      assert.equal(times(parts, x, box.y + box.h + off), 1);
      assert.equal(times(parts, box.x + off, y), 1);
      assert.equal(times(parts, box.x + box.w + off, y), 1);
    }
  }
  assert.equal(times(parts, 300, 30), 1, "the handle above it");
  assert.equal(times(parts, 300, 200), 0, "its inside");
  assert.ok(area < VIEW.width * VIEW.height / 8, `${area} pixels`);
});

Deno.test("only what is in view is shown of an outline", () => {
  assert.deepEqual(partsOf({ x: 2_000, y: 60, w: 400, h: 300 }, []).parts, []);
  assert.deepEqual(partsOf({ x: -1_000, y: -1_000, w: 9_000, h: 9_000 }, []).parts, [], "all sides are out of view");
  const [top, left, ...others] = partsOf({ x: 100, y: 60, w: 9_000, h: 9_000 }, []).parts;
  assert.deepEqual(others, []);
  assert.deepEqual([top.left + top.width, left.top + left.height], [1_300, 850], "up to the edges of the view");
});

Deno.test("a small or turned outline is shown as a whole, with its handles", () => {
  for (const box of [{ x: 100, y: 60, w: 50, h: 40 }, { x: 100, y: 60, w: 400, h: 300, angle: 0.4 }]) {
    const { parts } = partsOf(box, [{ x: box.x + 20, y: 40 }]);
    assert.equal(parts.length, 1);
    assert.equal(times(parts, box.x + 20, 40), 1);
    assert.equal(times(parts, box.x + box.w / 2, box.y + box.h / 2), 1);
  }
  assert.equal(partsOf({ x: 100, y: 60, w: 4, h: 3_000 }, []).parts.length, 1, "there is no inside");
});

Deno.test("parts begin and end at whole CSS pixels, which some browsers need", () => {
  for (const [ratio, step] of [[2, 2], [1.25, 5], [1.5, 3], [2.625, 21]]) {
    const { parts } = partsOf({ x: 100.3, y: 60.2, w: 300, h: 250 }, [], ratio);
    assert.equal(parts.length, 4);
    const edges = parts.flatMap(({ left, top, width, height }) => [left - VIEW.left, top - VIEW.top, width, height]);
    assert.deepEqual(edges.filter((edge) => edge % step !== 0), [], `ratio ${ratio}`);
  }
});
