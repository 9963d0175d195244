import assert from "node:assert/strict";
import { type TransportChoice, TransportChooser } from "../../../client/sync/transport_chooser.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function rig({ choice = "automatic", hasSocketWorked = false, isPollingRecent = false }: {
  choice?: TransportChoice;
  hasSocketWorked?: boolean;
  isPollingRecent?: boolean;
} = {}) {
  const clock = new FakeClock();
  const memory = { hasSocketWorked, isPollingRecent };
  const tries: number[] = [];
  const chooser = new TransportChooser({
    clock,
    choice,
    memory,
    onTry: () => tries.push(clock.now() / 1_000),
  });
  const silent = () => chooser.ended({ code: 1006, heardForMs: undefined });
  const short = (ms: number) => {
    chooser.heard();
    chooser.ended({ code: 1006, heardForMs: ms });
  };
  return { clock, memory, tries, chooser, silent, short };
}

Deno.test("two sockets without a first frame lead to polling", () => {
  const { chooser, silent } = rig();
  assert.equal(chooser.firstFrameMs, 4_000);
  silent();
  assert.equal(chooser.transport, "websocket");
  silent();
  assert.equal(chooser.transport, "polling");
  assert.equal(chooser.firstFrameMs, 10_000);
});

Deno.test("a socket that brings a frame proves that sockets work", () => {
  const { chooser, silent } = rig();
  silent();
  chooser.heard();
  chooser.ended({ code: 1006, heardForMs: 61_000 });
  silent();
  assert.equal(chooser.transport, "websocket");
});

Deno.test("three sockets that end within 60 s without a close frame lead to polling", () => {
  const { chooser, short } = rig();
  short(10_000);
  short(59_999);
  short(60_000);
  short(10_000);
  short(10_000);
  assert.equal(chooser.transport, "websocket");
  short(10_000);
  assert.equal(chooser.transport, "polling");
});

Deno.test("no socket that the server closed, and none that the page dropped, leads to polling", () => {
  for (const code of [4400, 4404, 4410, 4429, 1011, 1012, 1013]) {
    const { chooser, silent } = rig();
    for (let i = 0; i < 5; i++) {
      silent();
      chooser.ended({ code, heardForMs: undefined });
    }
    assert.equal(chooser.transport, "websocket", `${code}`);
  }
  const { chooser } = rig();
  for (let i = 0; i < 5; i++) chooser.ended({ code: 1006, heardForMs: undefined, isOwn: true });
  assert.equal(chooser.transport, "websocket");
});

Deno.test("where HTTP does not work either, the page goes on with sockets and needs one more failure", () => {
  const { chooser, silent } = rig();
  silent();
  silent();
  chooser.ended({ code: 1006, heardForMs: undefined });
  assert.equal(chooser.transport, "websocket");
  silent();
  assert.equal(chooser.transport, "polling");
});

Deno.test("while polling, a socket is tried after 30 s, 1, 2, then every 5 min, and when the network is back", () => {
  const { chooser, silent, tries, clock } = rig();
  silent();
  silent();
  clock.pass(30_000);
  assert.deepEqual(tries, [], "not before polling works");
  chooser.heard();
  clock.pass(840_000);
  assert.deepEqual(tries, [60, 120, 240, 540, 840]);
  chooser.nudge();
  assert.equal(tries.length, 6);
  chooser.upgraded();
  assert.equal(chooser.transport, "websocket");
  clock.pass(3_600_000);
  chooser.nudge();
  assert.equal(tries.length, 6);
  assert.equal(clock.pending, 0);
});

Deno.test("the next page begins with polling only where no socket ever worked", () => {
  const { chooser, silent, memory } = rig();
  silent();
  silent();
  assert.ok(!memory.isPollingRecent);
  chooser.heard();
  assert.ok(memory.isPollingRecent);
  chooser.close();
  assert.equal(rig({ isPollingRecent: true }).chooser.transport, "polling");
  assert.equal(rig({ isPollingRecent: true, hasSocketWorked: true }).chooser.transport, "websocket");
  chooser.upgraded();
  assert.deepEqual(memory, { hasSocketWorked: true, isPollingRecent: false });
  const other = rig({ hasSocketWorked: true });
  other.silent();
  other.silent();
  other.chooser.heard();
  assert.ok(!other.memory.isPollingRecent);
  other.chooser.close();
});

Deno.test("a person's choice is final", () => {
  const forced = rig({ choice: "websocket" });
  for (let i = 0; i < 5; i++) forced.silent();
  assert.equal(forced.chooser.transport, "websocket");
  assert.equal(forced.chooser.firstFrameMs, 10_000);
  for (const choice of ["long polling", "simple polling"] as const) {
    const { chooser, clock } = rig({ choice });
    assert.equal(chooser.transport, "polling");
    chooser.heard();
    chooser.ended({ code: 1006, heardForMs: undefined });
    assert.equal(chooser.transport, "polling");
    assert.equal(clock.pending, 0, "no socket is tried");
  }
});
