import assert from "node:assert/strict";
import { Admission, type ConnectionLimits } from "../../../server/admission/admission.ts";
import { type Holder, MemoryBudget } from "../../../server/admission/memory_budget.ts";
import type { SocketAdmission } from "../../../server/admission/socket_admission.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function admission(limits: Partial<ConnectionLimits> = {}, clock = new FakeClock()): Admission {
  return new Admission({ clock, budget: new MemoryBudget({ totalBytes: 1_000 }), limits });
}

function client(address: string): Holder {
  return { address, network: address[0] };
}

Deno.test("an address and the process have a limit of sockets, and a disposed place is free again", () => {
  const doors = admission({ sockets: 3, socketsPerAddress: 2 });
  const enter = (address: string) => doors.enterSocket(client(address)) as SocketAdmission;
  const first = enter("a");
  enter("a");
  assert.equal(doors.enterSocket(client("a")), "address is full");
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  assert.equal(doors.sockets, 1, "a place is given back once");
  enter("b");
  enter("c");
  assert.equal(doors.enterSocket(client("d")), "instance is full", "each has one");
});

Deno.test("when the process is full the address with the most sockets loses its newest one to a newcomer", () => {
  const doors = admission({ sockets: 4 });
  const enter = (address: string) => doors.enterSocket(client(address)) as SocketAdmission;
  const own = Array.from({ length: 4 }, () => enter("a"));
  let evicted = 0;
  own[3].onEvict = () => evicted++;
  const newcomer = enter("b");
  assert.equal(evicted, 1);
  assert.deepEqual(own.map((socketAdmission) => socketAdmission.isEvicted), [false, false, false, true]);
  assert.equal(newcomer.isEvicted, false);
  assert.equal(doors.enterSocket(client("a")), "instance is full");
});

Deno.test("a full board evicts for an address with fewer sockets on it, and no other board loses any", () => {
  const doors = admission({ socketsPerBoard: 2 });
  const sit = (address: string, board: string) => {
    const socketAdmission = doors.enterSocket(client(address)) as SocketAdmission;
    return { socketAdmission, refused: socketAdmission.enterBoard(board) };
  };
  const elsewhere = sit("a", "other");
  const [one, two] = [sit("a", "board"), sit("a", "board")];
  assert.equal(sit("a", "board").refused, "board is full");
  assert.equal(sit("b", "board").refused, undefined);
  assert.deepEqual([elsewhere, one, two].map(({ socketAdmission }) => socketAdmission.isEvicted), [false, false, true]);
  assert.equal(sit("c", "board").refused, "board is full", "each address has one there");
});

Deno.test("an address that flooded a board is banned from it for half a minute, and from nothing else", () => {
  const clock = new FakeClock();
  const doors = admission({}, clock);
  const enter = (address: string) => doors.enterSocket(client(address)) as SocketAdmission;
  const eve = enter("a");
  eve.enterBoard("board");
  eve.ban();
  eve[Symbol.dispose]();
  assert.equal(enter("a").enterBoard("board"), "banned");
  assert.equal(enter("a").enterBoard("another"), undefined);
  assert.equal(enter("b").enterBoard("board"), undefined);
  clock.pass(30_000);
  assert.equal(enter("a").enterBoard("board"), undefined);
});

Deno.test("a hundred thousand clients from as many addresses leave nothing behind", () => {
  const doors = admission({ sockets: 10 });
  for (let i = 0; i < 100_000; i++) {
    const socketAdmission = doors.enterSocket({ address: `10.${i}`, network: `${i}` }) as SocketAdmission;
    socketAdmission.enterBoard("board");
    socketAdmission[Symbol.dispose]();
  }
  assert.equal(doors.sockets, 0);
});
