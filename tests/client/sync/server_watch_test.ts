import assert from "node:assert/strict";
import { ServerWatch } from "../../../client/sync/server_watch.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function rig() {
  const clock = new FakeClock();
  const network = { bufferedBytes: 0 };
  const told: boolean[] = [];
  const watch: ServerWatch = new ServerWatch({
    clock,
    bufferedBytes: () => network.bufferedBytes,
    changed: () => told.push(watch.isAnswering),
  });
  return { clock, network, told, watch };
}

Deno.test("a server that answers within 4 s counts as answering", () => {
  const { clock, told, watch } = rig();
  for (let i = 0; i < 10; i++) {
    watch.asked();
    clock.pass(3_999);
    watch.heard();
  }
  clock.pass(60_000);
  assert.deepEqual(told, [], "nothing is due when nothing was asked");
});

Deno.test("an unanswered heartbeat is reported after 4 s, and the next received frame ends the report", () => {
  const { clock, told, watch } = rig();
  watch.asked();
  clock.pass(2_000);
  watch.asked();
  clock.pass(2_000);
  assert.deepEqual(told, [false]);
  watch.asked();
  clock.pass(10_000);
  assert.deepEqual(told, [false]);
  watch.heard();
  assert.deepEqual(told, [false, true]);
});

Deno.test("an update without acknowledgement is reported after 4 s, whatever other frames arrive", () => {
  const { clock, told, watch } = rig();
  watch.updateSent();
  clock.pass(2_000);
  watch.heard();
  clock.pass(2_000);
  assert.deepEqual(told, [false]);
  watch.heard();
  assert.equal(watch.isAnswering, false);
  watch.acknowledged(false);
  assert.deepEqual(told, [false, true]);
});

Deno.test("each acknowledgement restarts the 4 s for the next update", () => {
  const { clock, told, watch } = rig();
  watch.updateSent();
  for (let i = 0; i < 5; i++) {
    clock.pass(3_000);
    watch.acknowledged(true);
  }
  clock.pass(3_999);
  assert.deepEqual(told, []);
  clock.pass(1);
  assert.deepEqual(told, [false]);
});

Deno.test("an upload with progress may take longer, a stalled one may not", () => {
  const { clock, network, told, watch } = rig();
  watch.updateSent();
  for (const bytes of [900_000, 600_000, 300_000]) {
    network.bufferedBytes = bytes;
    clock.pass(4_000);
    assert.deepEqual(told, []);
  }
  clock.pass(4_000);
  assert.deepEqual(told, [false]);
});

Deno.test("a new connection starts without deadlines, and a closed watch leaves no timer", () => {
  const { clock, told, watch } = rig();
  watch.asked();
  watch.updateSent();
  clock.pass(4_000);
  watch.close();
  watch.close();
  assert.ok(watch.isAnswering);
  watch.asked();
  watch.close();
  clock.pass(60_000);
  assert.equal(clock.pending, 0);
  assert.deepEqual(told, [false]);
});
