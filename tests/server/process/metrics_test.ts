import assert from "node:assert/strict";
import { Collector } from "../../support/server/collector.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { stroke } from "../../support/board/strokes.ts";

const UNITS: Readonly<Record<string, string>> = {
  "drawbridge.rooms": "{room}",
  "drawbridge.sessions": "{session}",
  "drawbridge.frames": "{frame}",
  "drawbridge.io": "By",
  "drawbridge.refusals": "{refusal}",
  "drawbridge.queued": "By",
  "drawbridge.commit.duration": "s",
  "drawbridge.save.lag": "s",
  "drawbridge.loop.delay": "s",
  "process.memory.usage": "By",
};

Deno.test("a collector receives rooms, sessions, frames, refusals, commits and memory, with units and descriptions", async () => {
  await using collector = new Collector();
  await using server = await RealServer.start(collector.env({ metricsEveryMs: 200 }));
  const { links } = await server.createBoard();
  const random = seeded(1);
  await using ann = await Peer.join(server.socketUrl(links.editor));
  await using ben = await Peer.join(server.socketUrl(links.viewer));
  for (let i = 0; i < 3; i++) {
    ann.change((board) => board.add(stroke(`s.${i}`, random)));
    await ann.untilSaved();
  }
  await ben.untilTrue(() => ben.board.shapes.has("s.2"));
  await using stranger = await Peer.connect(server.socketUrl("nobody-knows-this"));
  assert.equal((await stranger.closed).code, 4404);

  await collector.until("drawbridge.refusals", { cause: "wrong link" }, (count) => count === 1);
  await collector.until("drawbridge.commit.duration", { outcome: "ok" }, (count) => count === 3);
  await collector.until("drawbridge.frames", { direction: "in" }, (count) => count === 5);
  assert.equal(collector.value("drawbridge.rooms"), 1);
  assert.equal(collector.value("drawbridge.sessions"), 2);
  assert.ok(collector.value("drawbridge.frames", { direction: "out" })! >= ann.frames.length + ben.frames.length);
  assert.ok(collector.value("drawbridge.io", { direction: "in" })! > 100);
  assert.equal(collector.value("drawbridge.queued"), 0);
  assert.equal(collector.value("drawbridge.save.lag"), 0);
  assert.ok(collector.value("drawbridge.loop.delay")! >= 0);
  assert.ok(collector.value("process.memory.usage")! > 10_000_000);
  assert.equal(collector.metrics.get("drawbridge.commit.duration")!.points[0].bounds![0], 0.0005);
  for (const [name, unit] of Object.entries(UNITS)) {
    assert.equal(collector.metrics.get(name)?.unit, unit, name);
    assert.ok(collector.metrics.get(name)!.description, name);
  }
  const own = [...collector.metrics.keys()].filter((name) => name.startsWith("drawbridge."));
  assert.deepEqual(own.filter((name) => !(name in UNITS)), []);
});

Deno.test("every metric is explained in the README", async () => {
  const readme = await Deno.readTextFile(new URL("../../../README.md", import.meta.url));
  for (const name of Object.keys(UNITS)) assert.ok(readme.includes(`\`${name}\``), name);
});
