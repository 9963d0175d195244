import assert from "node:assert/strict";
import { tellOfLaser } from "../../../../client/editor/together/laser_news.ts";
import { LaserTrails, POINT_MS, TRAIL_MS } from "../../../../client/editor/together/laser_trails.ts";
import { LINGER_MS, OwnLaser } from "../../../../client/editor/together/own_laser.ts";
import { LASER_POINTS_MAX, readTogether } from "../../../../board/wire/together_presence.ts";
import { TOGETHER } from "../../../../client/messages/en/people/together.ts";
import { Desk } from "../../../support/client/editors.ts";
import { inCompany, peerOf } from "./company.ts";

const xs = (trails: LaserTrails, now: number) => trails.at(now).map(({ points }) => points.map(({ x }) => x));

const laser = (stroke: number, last: number, ...points: number[]) =>
  peerOf(1, { laser: { stroke, last, points: points.flatMap((x) => [x, 0]) } });

Deno.test("the points of a peer arrive once each, whatever states are left out, and fade from the oldest on", () => {
  const trails = new LaserTrails();
  trails.follow([peerOf(1)], 0);
  assert.deepEqual(trails.follow([laser(1, 1, 0, 1)], 100), [{ name: "Person 1", at: { x: 0, y: 0 } }]);
  assert.deepEqual(trails.follow([laser(1, 1, 0, 1)], 120), [], "the same again");
  assert.deepEqual(trails.follow([laser(1, 3, 0, 1, 2, 3)], 200), []);
  trails.follow([laser(1, 20, 17, 18, 19, 20)], 300);
  assert.deepEqual(xs(trails, 300), [[0, 1, 2, 3, 17, 18, 19, 20]]);
  assert.equal(trails.follow([laser(2, 0, 50)], 400).length, 1);
  assert.deepEqual(xs(trails, 400), [[0, 1, 2, 3, 17, 18, 19, 20], [50]]);
  assert.deepEqual(xs(trails, 200 + TRAIL_MS), [[17, 18, 19, 20], [50]]);
  assert.deepEqual(xs(trails, 400 + TRAIL_MS), []);
});

Deno.test("old points of somebody who is seen for the first time are not shown; later ones are", () => {
  const trails = new LaserTrails();
  trails.follow([laser(4, 9, 1, 2, 3)], 0);
  assert.deepEqual(xs(trails, 0), []);
  trails.follow([laser(4, 10, 2, 3, 4)], 50);
  assert.deepEqual(xs(trails, 50), [[4]]);
  trails.follow([], 60);
  trails.follow([laser(9, 0, 7)], 70);
  assert.deepEqual(xs(trails, 70), [[4]], "nor of somebody who comes back");
});

Deno.test("a flood of strokes on a hidden page keeps little", () => {
  const trails = new LaserTrails();
  trails.follow([peerOf(1)], 0);
  for (let stroke = 0; stroke < 5_000; stroke++) trails.follow([laser(stroke, 0, stroke)], 0);
  assert.ok(trails.at(0).length <= 200);
});

function pointer() {
  const company = inCompany();
  const trails = new LaserTrails();
  const laser = new OwnLaser(company.editor, trails, company.clock);
  return {
    ...company,
    trails,
    laser,
    point: (x?: number) => company.editor.pointLaser(x === undefined ? x : { x, y: 0 }),
  };
}

Deno.test("others receive the newest points of the local user's laser, which stay for a moment after its end", () => {
  const { clock, point, presence, told, trails, editor } = pointer();
  const stroke = () => presence.laser?.stroke;
  for (let x = 0; x < 1_000; x += 5) {
    point(x);
    clock.pass(5);
  }
  assert.equal(told.length, 1_000 / POINT_MS);
  const { laser } = readTogether(JSON.parse(JSON.stringify(presence)));
  assert.equal(laser?.points.length, 2 * LASER_POINTS_MAX);
  assert.deepEqual([laser?.stroke, laser?.last], [1, 1_000 / POINT_MS - 1]);
  assert.equal(trails.at(clock.now())[0].points.length, 200, "here all points are shown");
  point();
  clock.pass(LINGER_MS - 1);
  assert.ok(presence.laser);
  clock.pass(1);
  assert.equal(presence.laser, undefined);
  point(7);
  assert.equal(stroke(), 2);
  point();
  point(8);
  clock.pass(2 * LINGER_MS);
  assert.equal(stroke(), 3, "the next stroke does not end with the one before");
  editor.close();
});

Deno.test("what one page sends is what another shows", () => {
  const { clock, point, presence } = pointer();
  const trails = new LaserTrails();
  const peers = () => [peerOf(1, JSON.parse(JSON.stringify(presence)))];
  trails.follow(peers(), 0);
  for (let x = 0; x < 40; x++) {
    point(x);
    clock.pass(POINT_MS);
    if (x % 4 === 3) trails.follow(peers(), clock.now());
  }
  assert.deepEqual(xs(trails, clock.now()), [Array.from({ length: 40 }, (_, x) => x)]);
});

Deno.test("a viewer points only while an owner allows it, and a muted person never", () => {
  const { editor, point, presence, clock } = pointer();
  editor.role.value = "viewer";
  assert.equal(editor.canPoint.peek(), false);
  point(1);
  assert.equal(presence.laser, undefined);
  editor.moderation.value = { frozen: false, muted: false, laser: true };
  editor.tool.value = "laser";
  assert.equal(editor.activeTool.peek(), "laser");
  point(1);
  assert.ok(presence.laser);
  editor.moderation.value = { frozen: false, muted: false };
  assert.equal(presence.laser, undefined, "it ends at once");
  assert.equal(editor.activeTool.peek(), "hand");
  editor.role.value = "editor";
  assert.equal(editor.canPoint.peek(), true);
  editor.moderation.value = { frozen: false, muted: true, laser: false };
  assert.equal(editor.canPoint.peek(), false);
  assert.equal(clock.pending, 0);
});

Deno.test("an owner's word on the laser pointer is told to who may not draw, and the loss of all rights is not", () => {
  const { editor } = inCompany();
  const stop = tellOfLaser(editor);
  const told = () => editor.news.peek().map((news) => "text" in news && news.text);
  editor.role.value = "viewer";
  assert.deepEqual(told(), []);
  editor.moderation.value = { frozen: false, muted: false, laser: true };
  editor.moderation.value = { frozen: false, muted: false, laser: false };
  assert.deepEqual(told(), [TOGETHER.laserOpen, TOGETHER.laserClosed]);
  stop();
});

Deno.test("the laser tool shows every sample, draws nothing, and ends however the press ends", () => {
  const { editor, tools } = new Desk();
  const pointed: (number | undefined)[] = [];
  editor.pointLaser = (at) => void pointed.push(at?.x);
  const sample = (x: number) => ({ x, y: 0, viewX: x, viewY: 0, pressure: 0.5 });
  const pointer = (...xs: number[]) => ({
    ...{ type: "mouse", time: 0, keys: { shift: false, alt: false, mod: false } } as const,
    samples: xs.map(sample),
  });
  tools.laser.down(pointer(1));
  tools.laser.move(pointer(2, 3));
  tools.laser.up(pointer(4));
  tools.laser.down(pointer(5));
  tools.laser.cancel();
  tools.laser.finish();
  assert.deepEqual(pointed, [1, 2, 3, 4, undefined, 5, undefined, undefined]);
  assert.equal(editor.shapes.count.peek(), 0);
});
