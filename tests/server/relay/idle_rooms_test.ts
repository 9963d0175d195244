import assert from "node:assert/strict";
import { IDLE_BYTES_MAX, IdleRooms } from "../../../server/relay/idle_rooms.ts";
import { FakeClock } from "../../support/fake_clock.ts";

function idle() {
  const clock = new FakeClock();
  const unloaded: string[] = [];
  const rooms = new IdleRooms(clock);
  const add = (board: string, bytes: number) =>
    rooms.add(board, { bytes, unload: (isHasty) => void unloaded.push(`${board}${isHasty ? " at once" : ""}`) });
  return { clock, rooms, add, unloaded };
}

Deno.test("a room that stays unused is unloaded, one that is used again is not", () => {
  const { clock, rooms, add, unloaded } = idle();
  add("a", 1);
  add("b", 1);
  clock.pass(29_000);
  rooms.delete("a");
  clock.pass(1_000);
  assert.deepEqual(unloaded, ["b"]);
  clock.pass(100_000);
  assert.deepEqual(unloaded, ["b"]);
});

Deno.test("when unused rooms take too much memory, those that were used last stay", () => {
  const { rooms, add, unloaded } = idle();
  const half = IDLE_BYTES_MAX / 2;
  add("a", half);
  add("b", half);
  assert.deepEqual(unloaded, []);
  add("c", half);
  assert.deepEqual(unloaded, ["a at once"]);
  rooms.delete("b");
  add("d", half);
  assert.deepEqual(unloaded, ["a at once"]);
});

Deno.test("one large room may stay alone", () => {
  const { add, unloaded } = idle();
  add("small", 1);
  add("large", IDLE_BYTES_MAX * 2);
  assert.deepEqual(unloaded, ["small at once"]);
});

Deno.test("after closing no timer is left", () => {
  const { clock, rooms, add, unloaded } = idle();
  add("a", 1);
  rooms.close();
  rooms.close();
  assert.equal(clock.pending, 0);
  clock.pass(100_000);
  assert.deepEqual(unloaded, []);
});
