import assert from "node:assert/strict";
import { Connection } from "../../../client/sync/connection.ts";
import { ConnectionLog } from "../../../client/sync/record/connection_log.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { FakeWebSocket } from "../../support/peer/fake_socket.ts";

/** A connection whose sockets and clock the test controls; `log` records the calls of its delegate. */
function rig(random: () => number = () => 1) {
  const clock = new FakeClock();
  const sockets: FakeWebSocket[] = [];
  const urls: string[] = [];
  const log: string[] = [];
  const connection = new Connection({
    opened: () => log.push("opened"),
    received: (frame) => log.push(`received ${frame.join()}`),
    closed: () => log.push("closed"),
    refused: (code) => log.push(`refused ${code}`),
  }, {
    url: "ws://board",
    clock,
    random,
    makeSocket: (url) => {
      urls.push(url);
      sockets.push(new FakeWebSocket());
      return sockets.at(-1) as unknown as WebSocket;
    },
  });
  return { clock, sockets, urls, log, connection, newest: () => sockets.at(-1)! };
}

Deno.test("a connection opens, passes on received frames, and sends", () => {
  const { connection, log, newest } = rig();
  connection.start();
  connection.start();
  connection.send(new Uint8Array([9]));
  newest().open();
  assert.ok(connection.isOpen);
  newest().hear(1, 2);
  connection.send(new Uint8Array([3]));
  assert.deepEqual(log, ["opened", "received 1,2"]);
  assert.deepEqual(newest().sent, [new Uint8Array([3])], "nothing is sent before the socket is open");
});

Deno.test("the wait doubles after each failure, up to 5 s, and resets after the first received frame", () => {
  const { connection, clock, sockets, newest } = rig();
  connection.start();
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    newest().end();
    const before = sockets.length, from = clock.now();
    while (sockets.length === before) clock.pass(100);
    waits.push(clock.now() - from);
  }
  assert.deepEqual(waits, [300, 600, 1_200, 2_400, 4_800, 5_000, 5_000, 5_000]);
  newest().open();
  newest().hear(1);
  newest().end();
  clock.pass(300);
  assert.equal(sockets.length, 10);
});

Deno.test("a socket that opens and closes without a frame counts as a failure", () => {
  const { connection, clock, sockets, newest } = rig();
  connection.start();
  for (const wait of [300, 600, 1_200]) {
    newest().open();
    newest().end(1013);
    const before = sockets.length;
    clock.pass(wait - 1);
    assert.equal(sockets.length, before);
    clock.pass(1);
    assert.equal(sockets.length, before + 1);
  }
});

Deno.test("waits have jitter, so that clients do not all reconnect to a restarted server at once", () => {
  for (const [random, wait] of [[0, 60], [0.5, 180], [1, 300]]) {
    const { connection, clock, sockets, newest } = rig(() => random);
    connection.start();
    newest().end();
    clock.pass(wait - 1);
    assert.equal(sockets.length, 1);
    clock.pass(2);
    assert.equal(sockets.length, 2);
  }
});

Deno.test("a nudge ends the wait, and does not disturb a socket that opens or works", () => {
  const { connection, clock, sockets, newest } = rig();
  connection.start();
  connection.nudge();
  assert.equal(sockets.length, 1);
  newest().end();
  newest().end();
  connection.nudge();
  assert.equal(sockets.length, 2);
  newest().open();
  clock.pass(1_000);
  connection.nudge();
  clock.pass(10_000);
  assert.equal(sockets.length, 2, "the timer that the nudge made needless opens nothing");
});

Deno.test("after sleep a nudge detects a dead socket at once", () => {
  const { connection, clock, sockets, log, newest } = rig();
  connection.start();
  newest().open();
  // The machine slept: time has passed, but no timer has run.
  clock.now = () => 60_000;
  connection.nudge();
  assert.deepEqual(log, ["opened", "closed"]);
  assert.equal(sockets[0].closedWith, 0);
  connection.nudge();
  assert.equal(sockets.length, 2);
});

Deno.test("a socket that is silent for longer than 35 s is dropped", () => {
  const { connection, clock, sockets, log, newest } = rig();
  connection.start();
  newest().open();
  for (let i = 0; i < 10; i++) {
    clock.pass(30_000);
    newest().hear(7);
  }
  assert.equal(sockets.length, 1);
  clock.pass(40_000);
  assert.equal(sockets[0].closedWith, 0);
  assert.equal(log.at(-1), "closed");
  clock.pass(300);
  assert.equal(sockets.length, 2);
});

Deno.test("a socket that does not open within 10 s is dropped", () => {
  const { connection, clock, sockets } = rig();
  connection.start();
  clock.pass(9_999);
  assert.equal(sockets[0].closedWith, undefined);
  clock.pass(1);
  assert.equal(sockets[0].closedWith, 0);
  clock.pass(300);
  assert.equal(sockets.length, 2);
});

Deno.test("a final close reports its code and ends the connection for good", () => {
  const { connection, clock, sockets, log, newest } = rig();
  connection.start();
  newest().open();
  newest().end(4404, "this link does not open a board");
  assert.deepEqual(log, ["opened", "closed", "refused 4404"]);
  clock.pass(60_000);
  connection.nudge();
  connection.start();
  assert.equal(sockets.length, 1);
  assert.equal(clock.pending, 0);
});

for (const code of [1000, 1001, 1006, 1012, 1013, 4399, 4500]) {
  Deno.test(`close code ${code} is not final`, () => {
    const { connection, clock, sockets, newest } = rig();
    connection.start();
    newest().open();
    newest().end(code);
    clock.pass(300);
    assert.equal(sockets.length, 2);
  });
}

Deno.test("events of an old socket do not affect the new one", () => {
  const { connection, clock, sockets, log } = rig();
  connection.start();
  sockets[0].open();
  const { onclose, onmessage } = sockets[0];
  clock.pass(40_000);
  clock.pass(300);
  sockets[1].open();
  assert.equal(sockets[0].onclose, null);
  assert.equal(sockets[0].onmessage, null);
  assert.ok(onclose && onmessage, "it listened before");
  sockets[0].end(4404);
  sockets[0].hear(1);
  assert.deepEqual(log, ["opened", "closed", "opened"]);
  assert.ok(connection.isOpen);
});

Deno.test("a closed connection leaves no timer and no socket, and can be closed twice", () => {
  for (const state of ["idle", "opening", "open", "waiting"]) {
    const { connection, clock, sockets, log } = rig();
    if (state !== "idle") connection.start();
    if (state === "open" || state === "waiting") sockets[0].open();
    if (state === "waiting") sockets[0].end();
    const told = log.length;
    connection.close();
    connection.close();
    connection.nudge();
    connection.start();
    clock.pass(60_000);
    assert.equal(clock.pending, 0, state);
    assert.ok(sockets.length <= 1, state);
    assert.equal(log.length, told, state);
    if (state === "opening" || state === "open") assert.equal(sockets[0].closedWith, 1000, state);
  }
});

Deno.test("a lost network drops the socket at once, and the connection retries as after any loss", () => {
  const { connection, clock, sockets, log, newest } = rig();
  connection.lost();
  assert.deepEqual(log, []);
  connection.start();
  newest().open();
  connection.lost();
  connection.lost();
  assert.deepEqual(log, ["opened", "closed"]);
  assert.equal(sockets[0].closedWith, 0);
  clock.pass(300);
  assert.equal(sockets.length, 2);
});

Deno.test("a refused connection can continue at another URL", () => {
  const { connection, clock, log, newest, urls } = rig();
  connection.start();
  newest().open();
  newest().end(4404, "withdrawn");
  connection.goTo("ws://other");
  newest().open();
  newest().end();
  clock.pass(300);
  assert.deepEqual(urls, ["ws://board", "ws://other", "ws://other"]);
  assert.deepEqual(log, ["opened", "closed", "refused 4404", "opened", "closed"]);
  connection.close();
});

Deno.test("C14: a connection that was closed before its start opens no socket", () => {
  const { connection, sockets } = rig();
  connection.close();
  connection.start();
  connection.nudge();
  connection.goTo("ws://other");
  assert.equal(sockets.length, 0);
});

Deno.test("the next attempt waits as long as the server asked for, and the history has its reason", () => {
  const clock = new FakeClock();
  const sockets: FakeWebSocket[] = [];
  const log = new ConnectionLog(() => 0);
  const connection = new Connection({ opened() {}, received() {}, closed() {}, refused() {} }, {
    url: "",
    clock,
    random: () => 0,
    log,
    makeSocket: () => {
      sockets.push(Object.assign(new FakeWebSocket(), { retryAfterMs: 9_000, refusal: "boardFull" }));
      return sockets.at(-1) as unknown as WebSocket;
    },
  });
  connection.start();
  sockets[0].end(1013);
  clock.pass(8_999);
  assert.equal(sockets.length, 1);
  clock.pass(100);
  assert.equal(sockets.length, 2);
  assert.deepEqual(log.changes.peek()[1], { kind: "closed", code: 1013, isOwn: false, refusal: "boardFull", at: 0 });
  sockets[1].end(1013);
  connection.nudge();
  assert.equal(sockets.length, 3, "the network returned: a new attempt at once");
  connection.close();
});
