import assert from "node:assert/strict";
import { decodeFrame } from "../../../board/wire/protocol.ts";
import { LinkWatch } from "../../../server/relay/link_watch.ts";
import type { LinkId } from "../../../server/store/link_store.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { type Seat, seat } from "../../support/server/sessions.ts";

const CHECK_MS = 1_000;

/** A store of links that counts its calls. */
class CountingLinks {
  readonly asked: (readonly LinkId[] | "news")[] = [];
  readonly good = new Map<LinkId, number>();
  mark = "1";
  isBroken = false;

  news(): Promise<string> {
    this.asked.push("news");
    return this.isBroken ? Promise.reject(new Error("the database is broken")) : Promise.resolve(this.mark);
  }

  goodUntil(ids: readonly LinkId[]): Promise<Map<LinkId, number>> {
    this.asked.push(ids);
    return Promise.resolve(new Map(ids.flatMap((id) => this.good.has(id) ? [[id, this.good.get(id)!]] : [])));
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
    links.good.set(`link${i % 10}`, Infinity);
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
  links.good.set("link", clock.now() + 2_500);
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
  links.good.set("link", Infinity);
  const there = come("link");
  await tick();
  links.isBroken = true;
  links.good.clear();
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
  links.good.set("link", Infinity);
  const { session } = come("link");
  await tick();
  await watch.holdBack("board", async () => {
    links.good.delete("link");
    links.mark = "2";
    await tick();
    assert.ok(session.isOpen);
  });
  await tick();
  assert.equal(session.isOpen, false);
  watch.close();
});
