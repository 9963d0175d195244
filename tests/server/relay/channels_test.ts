import assert from "node:assert/strict";
import type { Role } from "../../../board/role.ts";
import { CLOSE, type Frame } from "../../../board/wire/protocol.ts";
import { LocalBus } from "../../../server/bus/local_bus.ts";
import { Room } from "../../../server/relay/room.ts";
import { EMPTY_HEAD } from "../../../server/store/board_store.ts";
import { SlowStore } from "../../support/store/slow_store.ts";
import { mayRead, maySend, mayWrite } from "../../../server/relay/channels.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { seat } from "../../support/server/sessions.ts";

const READING = ["step1", "queryAwareness", "awareness"];
const WRITING = ["step2", "update", "ink", "direct"];
const ALL: Record<Frame["kind"], true> = {
  step1: true,
  step2: true,
  update: true,
  awareness: true,
  denied: true,
  queryAwareness: true,
  ink: true,
  saved: true,
  notice: true,
  talk: true,
  direct: true,
  unknown: true,
};

const SENDS: Readonly<Record<Role, readonly string[]>> = {
  owner: [...READING, ...WRITING],
  editor: [...READING, ...WRITING],
  commenter: READING,
  viewer: READING,
};

for (const [role, kinds] of Object.entries(SENDS)) {
  Deno.test(`a peer of role ${role} may send ${kinds.join(", ")} and nothing else`, () => {
    const { session } = seat(new FakeClock(), { role: role as Role });
    const sent = Object.keys(ALL).filter((kind) => maySend(session, kind as Frame["kind"]));
    assert.deepEqual(sent.sort(), [...kinds].sort());
    assert.ok(mayRead(session, "document"));
    assert.ok(mayWrite(session, "presence"));
    assert.equal(mayWrite(session, "document"), kinds.includes("update"));
    assert.equal(mayWrite(session, "liveStrokes"), kinds.includes("ink"));
    assert.ok(mayRead(session, "talk"));
    assert.equal(mayWrite(session, "talk"), role !== "viewer");
  });
}

Deno.test("a session without the right to view does not join", () => {
  const clock = new FakeClock();
  const room = new Room({ head: EMPTY_HEAD, updates: [] }, {
    board: "a",
    store: new SlowStore(),
    bus: new LocalBus(),
    clock,
    log: () => {},
  });
  const rights = { view: false, draw: false, comment: false, point: false, manage: false };
  const { session, socket } = seat(clock, { rights });
  room.join(session);
  clock.pass(1_000);
  assert.equal(room.size, 0);
  assert.equal(socket.closed?.code, CLOSE.noSuchLink);
  assert.deepEqual(socket.sent, []);
  session.gone();
  room.close();
});
