import assert from "node:assert/strict";
import { Commit, entries } from "../../../server/database/database.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import type { DomainEvent } from "../../../server/events/events.ts";
import { LocalEvents } from "../../../server/events/local_events.ts";
import { DatabaseFault, FaultyDatabase } from "../../support/store/faulty_database.ts";

const CREATED: DomainEvent = { type: "board created", board: "b" };
const CHANGED: DomainEvent = { type: "board changed", board: "b", seq: 1 };

const writing = () => new Commit().check({ key: ["a"], version: null }).set(["a"], 1);

Deno.test("the events of a commit are published once, in order, when the commit has taken effect", async () => {
  using database = new MemoryDatabase();
  const events = new LocalEvents();
  const heard: unknown[] = [];
  events.subscribe((event) => void heard.push(event, database.get(["a"])));
  const version = await events.commit(database, writing(), [CREATED, CHANGED]);
  const stored = { key: ["a"], value: 1, version };
  assert.deepEqual(await Promise.all(heard), [CREATED, stored, CHANGED, stored]);
});

Deno.test("a commit that conflicts, fails, or whose answer is lost publishes nothing", async () => {
  using database = new MemoryDatabase();
  const heard: DomainEvent[] = [];
  const events = new LocalEvents();
  events.subscribe((event) => void heard.push(event));
  for (const fault of ["before", "after"] as const) {
    const faulty = new FaultyDatabase(database, { at: 0, fault });
    await assert.rejects(() => events.commit(faulty, writing(), [CREATED]), DatabaseFault);
  }
  assert.equal(await events.commit(database, writing(), [CREATED]), undefined);
  assert.deepEqual(heard, []);
});

Deno.test("a subscriber that fails is logged, and affects neither the commit nor the others", async () => {
  using database = new MemoryDatabase();
  const heard: DomainEvent[] = [];
  const log: unknown[] = [];
  const events = new LocalEvents({ log: (level, event) => void log.push([level, event]) });
  events.subscribe(() => {
    throw new Error("not today");
  });
  events.subscribe((event) => void heard.push(event));
  assert.ok(await events.commit(database, writing(), [CREATED]));
  assert.deepEqual(heard, [CREATED]);
  assert.deepEqual(log, [["error", "subscriber failed"]]);
});

Deno.test("nothing is published after the end of a subscription", () => {
  const heard: DomainEvent[] = [];
  const events = new LocalEvents();
  const end = events.subscribe((event) => void heard.push(event));
  events.publish(CREATED);
  end();
  end();
  events.publish(CHANGED);
  assert.deepEqual(heard, [CREATED]);
});

for (const fault of ["before", "after"] as const) {
  Deno.test(`an outbox has the events of a commit exactly if it took effect: crash ${fault} it`, async () => {
    using database = new MemoryDatabase();
    const events = new LocalEvents({
      outbox: (commit, caused) => caused.forEach((event, i) => commit.set(["outbox", i], event)),
    });
    const faulty = new FaultyDatabase(database, { at: 0, fault });
    await assert.rejects(() => events.commit(faulty, writing(), [CREATED, CHANGED]), DatabaseFault);
    const stored = (await Array.fromAsync(entries(database, { prefix: [] }))).map(({ value }) => value);
    assert.deepEqual(stored, fault === "before" ? [] : [1, CREATED, CHANGED]);
    // A conflict adds nothing.
    await events.commit(database, writing().check({ key: ["a"], version: "another" }), [CREATED]);
    assert.deepEqual((await Array.fromAsync(entries(database, { prefix: [] }))).length, stored.length);
  });
}
