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

Deno.test("a server that is heard of within 4 s is answering", () => {
  const { clock, told, watch } = rig();
  for (let i = 0; i < 10; i++) {
    watch.asked();
    clock.pass(3_999);
    watch.heard();
  }
  clock.pass(60_000);
  assert.deepEqual(told, [], "nothing is due when nothing was asked");
});

Deno.test("an unanswered heartbeat is told after 4 s, and that the server is back with the next thing heard", () => {
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

Deno.test("an update that is not acknowledged for 4 s is told, whatever else is heard", () => {
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

Deno.test("each acknowledgement gives the next update its own 4 s", () => {
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

Deno.test("an upload that goes on may take longer, one that stands still may not", () => {
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

Deno.test("a new connection begins without debts, and a closed watch leaves no timer", () => {
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
