import assert from "node:assert/strict";
import { DIRECT_BYTES_MAX } from "../../../board/limits.ts";
import { rightsOf } from "../../../board/role.ts";
import { openConnection } from "../../../server/routes/socket_connection.ts";
import { SocketAdmission } from "../../../server/admission/socket_admission.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { TestServer } from "../../support/server/test_server.ts";

/** A socket whose handshake was answered and that then stays silent. */
class SilentSocket extends EventTarget {
  binaryType = "blob";
  readyState = 0;
  bufferedAmount = 0;
  closedWith: number | undefined;

  close(code?: number): void {
    this.closedWith ??= code;
  }
}

async function connect(server: TestServer, { clock, isRight }: { clock: FakeClock; isRight: boolean }) {
  const { id } = await server.createBoard();
  const access = isRight ? { board: id, role: "editor" as const, rights: rightsOf("editor") } : undefined;
  const socketAdmission = server.admission.enterSocket({ address: "a", network: "n" });
  assert.ok(socketAdmission instanceof SocketAdmission);
  socketAdmission.enterBoard(id);
  const held = new DisposableStack();
  held.use(socketAdmission);
  const lease = access && await server.rooms.acquire(id, socketAdmission.holder, { isConnection: true });
  if (lease) held.defer(lease.release);
  const socket = new SilentSocket();
  const { admission, linkWatch: watch, openSessions, refusals, traffic } = server.server;
  const moderationWatch = { watch: () => () => {} };
  const connections = { admission, watch, moderationWatch, openSessions, refusals, traffic };
  const admitted = { access, room: lease?.room, isExtended: true, socketAdmission, held };
  openConnection(socket as unknown as WebSocket, admitted, { ...connections, clock });
  return { socket, socketAdmission, held };
}

for (const isRight of [true, false]) {
  const which = isRight ? "right" : "wrong";

  Deno.test(`faults B6, D13: a handshake on a ${which} link that never opens releases everything after 10 s`, async () => {
    await using server = await TestServer.start();
    const clock = new FakeClock();
    const { socket, held } = await connect(server, { clock, isRight });
    clock.pass(9_999);
    assert.equal(server.admission.sockets, 1);
    clock.pass(1);
    assert.equal(server.admission.sockets, 0);
    assert.ok(held.disposed);
    socket.readyState = 1;
    socket.dispatchEvent(new Event("open"));
    assert.equal(socket.closedWith, 1013, "too late");
    socket.dispatchEvent(new Event("close"));
    clock.pass(20_000);
    assert.equal(clock.pending, 0);
  });

  Deno.test(`faults B6, D13: a handshake on a ${which} link that fails releases everything at once`, async () => {
    await using server = await TestServer.start();
    const clock = new FakeClock();
    const { socket } = await connect(server, { clock, isRight });
    socket.dispatchEvent(new Event("error"));
    assert.equal(server.admission.sockets, 0);
    assert.equal(clock.pending, 0);
  });
}

Deno.test("an evicted connection is told to reconnect", async () => {
  await using server = await TestServer.start({ limits: { sockets: 1 } });
  const clock = new FakeClock();
  const { socket, socketAdmission } = await connect(server, { clock, isRight: true });
  socket.readyState = 1;
  socket.dispatchEvent(new Event("open"));
  socketAdmission.onEvict();
  assert.equal(socket.closedWith, 1013);
  assert.equal(server.refusals.counts.get("evicted"), 1);
  socket.dispatchEvent(new Event("close"));
  clock.pass(20_000);
});

Deno.test("the memory of a large message does not stay with its connection", async () => {
  await using server = await TestServer.start();
  const clock = new FakeClock();
  const { socket } = await connect(server, { clock, isRight: true });
  socket.readyState = 1;
  socket.dispatchEvent(new Event("open"));
  const [small, large] = [10, DIRECT_BYTES_MAX + 1].map((bytes) => new ArrayBuffer(bytes));
  for (const data of [small, large]) socket.dispatchEvent(new MessageEvent("message", { data }));
  assert.deepEqual([small.detached, large.detached], [false, true]);
  socket.dispatchEvent(new Event("close"));
  clock.pass(60_000);
});
