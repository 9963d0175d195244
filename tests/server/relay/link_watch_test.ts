import assert from "node:assert/strict";
import { decodeFrame } from "../../../board/wire/protocol.ts";
import { LinkWatch } from "../../../server/relay/link_watch.ts";
import type { Role } from "../../../board/role.ts";
import type { GoodLink, LinkId } from "../../../server/store/link_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type Seat, seat } from "../../support/server/sessions.ts";

const CHECK_MS = 1_000;

/** A store of links that counts its calls. */
class CountingLinks {
  readonly asked: (readonly LinkId[] | "news")[] = [];
  readonly ends = new Map<LinkId, number>();
  role: Role = "editor";
  mark = "1";
  isBroken = false;

  news(): Promise<string> {
    this.asked.push("news");
    return this.isBroken ? Promise.reject(new Error("the database is broken")) : Promise.resolve(this.mark);
  }

  good(ids: readonly LinkId[]): Promise<Map<LinkId, GoodLink>> {
    this.asked.push(ids);
    const { role } = this;
    const known = ids.filter((id) => this.ends.has(id));
    return Promise.resolve(new Map(known.map((id) => [id, { until: this.ends.get(id)!, role }])));
  }
}

function bench() {
  const clock = new FakeClock();
  const links = new CountingLinks();
  const watch = new LinkWatch(links, { clock, today: () => clock.now() });
  const tick = async () => {
    clock.pass(CHECK_MS);
    // The answers arrive in microtasks.
    await new Promise((resolve) => setTimeout(resolve));
  };
  const come = (link: LinkId): Seat => {
    const there = seat(clock);
    watch.watch(there.session, { board: "board", link });
    return there;
  };
  return { clock, links, watch, tick, come };
}

Deno.test("while no link changes, one value is read a second, regardless of the number of watched links", async () => {
  const { links, watch, tick, come } = bench();
  for (let i = 0; i < 100; i++) {
    links.ends.set(`link${i % 10}`, Infinity);
    come(`link${i % 10}`);
  }
  await tick();
  assert.equal(links.asked[1].length, 10, "each link once, when somebody has just come with it");
  for (let i = 0; i < 5; i++) await tick();
  assert.deepEqual(links.asked.slice(2), ["news", "news", "news", "news", "news"]);
  watch.close();
});

Deno.test("a link that expires closes its sessions in time, without a read", async () => {
  const { links, watch, tick, come, clock } = bench();
  links.ends.set("link", clock.now() + 2_500);
  const { session } = come("link");
  for (const isOpen of [true, true, false]) {
    await tick();
    assert.equal(session.isOpen, isOpen);
  }
  assert.equal(links.asked.filter((asked) => asked !== "news").length, 1);
  watch.close();
});

Deno.test("a store that cannot be read closes no session, and missed changes are read later", async () => {
  const { links, watch, tick, come } = bench();
  links.ends.set("link", Infinity);
  const there = come("link");
  await tick();
  links.isBroken = true;
  links.ends.clear();
  links.mark = "2";
  await tick();
  assert.ok(there.session.isOpen);
  links.isBroken = false;
  await tick();
  assert.ok(!there.session.isOpen);
  assert.ok(there.socket.sent.map(decodeFrame).every((frame) => frame.kind !== "update"));
  watch.close();
});

Deno.test("sessions of a board that is being deleted are left to the deletion, and closed if it did not close them", async () => {
  const { links, watch, tick, come } = bench();
  links.ends.set("link", Infinity);
  const { session } = come("link");
  await tick();
  await watch.holdBack("board", async () => {
    links.ends.delete("link");
    links.mark = "2";
    await tick();
    assert.ok(session.isOpen);
  });
  await tick();
  assert.equal(session.isOpen, false);
  watch.close();
});

Deno.test("a session whose role was changed comes back with the new one, and others stay", async () => {
  const { links, watch, tick, come } = bench();
  links.ends.set("link", Infinity);
  const { session, socket } = come("link");
  await tick();
  assert.equal(session.isOpen, true);
  links.role = "viewer";
  await tick();
  assert.equal(session.isOpen, true, "nothing is read without news");
  links.mark = "2";
  await tick();
  assert.equal(session.isOpen, false);
  assert.equal(socket.closed?.code, 1012);
  watch.close();
});
