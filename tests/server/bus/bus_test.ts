import assert from "node:assert/strict";
import { type Bus, MESSAGE_BYTES_MAX } from "../../../server/bus/bus.ts";
import { busKinds } from "../../support/server/buses.ts";
import { until } from "../../support/until.ts";

/** What one instance heard of a board. */
class Ears {
  readonly heads: number[] = [];
  readonly messages: string[] = [];
  readonly joined: string[] = [];
  readonly left: string[] = [];
  readonly end: () => void;

  constructor(bus: Bus, board: string) {
    this.end = bus.subscribe(board, {
      head: (seq) => void this.heads.push(seq),
      message: (bytes) => void this.messages.push(new TextDecoder().decode(bytes)),
      joined: (instance) => void this.joined.push(instance),
      left: (instance) => void this.left.push(instance),
    });
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);

for (const { name, ignore, open } of await busKinds()) {
  const test = (what: string, run: (a: Bus, b: Bus, connect: () => Promise<Bus>) => Promise<void>) =>
    Deno.test({
      name: `a bus ${name}: ${what}`,
      ignore,
      fn: async () => {
        await using cluster = await open();
        await run(await cluster.connect(), await cluster.connect(), () => cluster.connect());
      },
    });

  /** Both serve the board and know it. */
  const meet = async (a: Bus, b: Bus, board = "x") => {
    const ears = { a: new Ears(a, board), b: new Ears(b, board) };
    await until("both know", () => a.others(board).size === 1 && b.others(board).size === 1);
    return ears;
  };

  test("instances that serve the same board learn of it, and of the end", async (a, b) => {
    const alone = new Ears(a, "y");
    const ears = await meet(a, b);
    assert.deepEqual([ears.a.joined.length, ears.b.joined.length], [1, 1]);
    ears.b.end();
    await until("a is alone", () => a.others("x").size === 0);
    assert.deepEqual(ears.a.left, ears.a.joined);
    assert.equal(b.others("x").size, 0);
    assert.deepEqual(alone.joined, []);
  });

  test("a head is heard by the other instance, for this board only", async (a, b) => {
    const other = await meet(a, b, "y");
    const { b: ears } = await meet(a, b);
    a.publish("x", 6);
    a.publish("x", 7);
    await until("b heard it", () => ears.heads.includes(7));
    assert.deepEqual(other.b.heads, []);
  });

  test("messages are heard in order by the others, and not by the sender", async (a, b, connect) => {
    const ears = await meet(a, b);
    const c = await connect();
    const third = new Ears(c, "x");
    await until("all know", () => [a, b, c].every((bus) => bus.others("x").size === 2));
    for (let i = 0; i < 5; i++) a.send("x", bytes(`${i}`));
    await until("all heard", () => ears.b.messages.length === 5 && third.messages.length === 5);
    assert.deepEqual(ears.b.messages, ["0", "1", "2", "3", "4"]);
    assert.deepEqual(third.messages, ears.b.messages);
    assert.deepEqual(ears.a.messages, []);
  });

  test("a message has a longest length, which arrives whole", async (a, b) => {
    const { b: ears } = await meet(a, b);
    a.send("x", new Uint8Array(MESSAGE_BYTES_MAX).fill(65));
    assert.throws(() => a.send("x", new Uint8Array(MESSAGE_BYTES_MAX + 1)), RangeError);
    await until("it arrived", () => ears.messages.length === 1);
    assert.equal(ears.messages[0], "A".repeat(MESSAGE_BYTES_MAX));
  });

  test("after the end of a subscription and after close nothing is heard; both may end twice", async (a, b) => {
    const { a: ears, b: others } = await meet(a, b);
    const second = new Ears(b, "x");
    others.end();
    others.end();
    a.send("x", bytes("1"));
    await until("the second one hears it", () => second.messages.length === 1);
    assert.deepEqual(others.messages, []);
    b.close();
    b.close();
    a.send("x", bytes("2"));
    a.publish("x", 5);
    assert.equal(second.messages.length, 1);
    assert.deepEqual(ears.messages, []);
  });
}
