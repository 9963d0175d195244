import assert from "node:assert/strict";
import { Connection } from "../../../client/sync/connection.ts";
import { PollingSocket } from "../../../client/sync/polling/polling_socket.ts";
import { Transports } from "../../../client/sync/transports.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { FakeWebSocket } from "../../support/peer/fake_socket.ts";

/** A page in a network that treats sockets as `onSocket` does. @returns the time until it polls, ms */
function timeUntilPolling(onSocket: (socket: FakeWebSocket) => void): number {
  const clock = new FakeClock();
  const memory = { choice: "automatic" as const, hasSocketWorked: true, isPollingRecent: false };
  const transports = new Transports({
    clock,
    memory,
    makeWebSocket: () => {
      const socket = new FakeWebSocket();
      clock.after(50, () => onSocket(socket));
      return socket as unknown as WebSocket;
    },
    pollingAddress: () => "http://127.0.0.1:1/api/boards/slug",
  });
  let polling: PollingSocket | undefined;
  // The longest waits between attempts.
  const connection = new Connection({ opened() {}, received() {}, closed() {}, refused() {} }, {
    url: "",
    clock,
    random: () => 1,
    carrier: transports,
    makeSocket: (url, protocol) => {
      const socket = transports.makeSocket(url, protocol);
      if (socket instanceof PollingSocket) polling = socket;
      return socket;
    },
  });
  connection.start();
  while (!polling && clock.now() < 60_000) clock.pass(10);
  const time = clock.now();
  connection.close();
  transports.close();
  return time;
}

Deno.test("a page polls within 12 s where sockets are refused, never answered, or silent after they opened", () => {
  assert.ok(timeUntilPolling((socket) => socket.end(1006)) < 2_000);
  assert.ok(timeUntilPolling(() => {}) < 12_000);
  assert.ok(timeUntilPolling((socket) => socket.open()) < 12_000);
});
