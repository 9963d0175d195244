import assert from "node:assert/strict";
import { openDatabase } from "../../../server/database/open_database.ts";
import { FaultyDatabase } from "../../support/store/faulty_database.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { contents, stroke } from "../../support/board/strokes.ts";

const random = seeded(4);

Deno.test("while the database fails nothing is acknowledged, people are told, and saving recovers by itself", async () => {
  const kv = await openDatabase(":memory:");
  const faulty = new FaultyDatabase(kv);
  {
    await using server = await TestServer.start({ kv: faulty });
    const { links } = await server.createBoard();
    await using ann = await Peer.join(server.socketUrl(links.owner));
    await using bob = await Peer.join(server.socketUrl(links.editor));
    faulty.isBroken = true;
    ann.change((board) => board.add(stroke("a.1", random)));
    await ann.until((frame) => frame.kind === "notice" && frame.code === "unsaved");
    await bob.untilTrue(() => bob.board.shapes.has("a.1"));
    assert.equal(ann.saved, 0);

    faulty.isBroken = false;
    await ann.untilSaved();
    await ann.until((frame) => frame.kind === "notice" && frame.code === "saving");
    await using late = await Peer.join(server.socketUrl(links.viewer));
    assert.deepEqual([...contents(late.board).keys()], ["a.1"]);
  }
  kv.close();
});

Deno.test("a commit whose answer is lost is acknowledged later, and nothing is stored twice", async () => {
  const kv = await openDatabase(":memory:");
  {
    await using server = await TestServer.start({ kv });
    const { links } = await server.createBoard();
    let commits = 0;
    const faulty = new FaultyDatabase(kv, {
      fails: (_, operation) => operation === "commit" && commits++ === 0 ? "after" : undefined,
    });
    await using shaky = await TestServer.start({ kv: faulty });
    await using ann = await Peer.join(shaky.socketUrl(links.owner));
    ann.change((board) => board.add(stroke("a.1", random)));
    await ann.untilSaved();
    assert.deepEqual(shaky.log.map(({ event }) => event), ["save failed", "saving again"]);
    await using late = await Peer.join(server.socketUrl(links.viewer));
    assert.deepEqual(contents(late.board), contents(ann.board));
  }
  kv.close();
});

Deno.test("a board that cannot be read refuses connections and stays unchanged", async () => {
  const kv = await openDatabase(":memory:");
  {
    const first = await TestServer.start({ kv });
    const { links } = await first.createBoard();
    const ann = await Peer.join(first.socketUrl(links.owner));
    ann.change((board) => board.add(stroke("a.1", random)));
    await ann.untilSaved();
    await ann[Symbol.asyncDispose]();
    await first[Symbol.asyncDispose]();

    for (let at = 1; at < 4; at++) {
      const faulty = new FaultyDatabase(kv, { at, once: true });
      await using server = await TestServer.start({ kv: faulty });
      await using refused = await Peer.connect(server.socketUrl(links.owner));
      const { code } = await refused.closed;
      assert.ok(code < 4400 || code > 4499, `operation ${at}: close code ${code} would be final`);
      await using again = await Peer.join(server.socketUrl(links.owner));
      assert.deepEqual([...contents(again.board).keys()], ["a.1"], `operation ${at}`);
    }
  }
  kv.close();
});

Deno.test("instances that share a database and a board read each other's entries before they append", async () => {
  const kv = await openDatabase(":memory:");
  {
    await using one = await TestServer.start({ kv });
    await using two = await TestServer.start({ kv });
    const { links } = await one.createBoard();
    await using ann = await Peer.join(one.socketUrl(links.owner));
    await using bob = await Peer.join(two.socketUrl(links.editor));
    for (let i = 0; i < 50; i++) {
      ann.change((board) => board.add(stroke(`a.${i}`, random)));
      bob.change((board) => board.add(stroke(`b.${i}`, random)));
    }
    await Promise.all([ann.untilSaved(), bob.untilSaved()]);
    await using three = await TestServer.start({ kv });
    await using late = await Peer.join(three.socketUrl(links.viewer));
    assert.equal(late.board.shapes.size, 100);
  }
  kv.close();
});

Deno.test("a long log becomes a snapshot while people draw, and nothing is missing", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  // Each waits for the previous one, so each is a separate entry.
  for (let i = 0; i < 520; i++) {
    ann.change((board) => board.add(stroke(`a.${i}`, random, 5)));
    await server.rooms.flush();
  }
  await ann.untilSaved();
  await server.rooms.flush();
  const stored = (await server.store.load(id))!;
  assert.ok(stored.updates.length < 100, `${stored.updates.length} entries are left`);
  await using late = await Peer.join(server.socketUrl(links.viewer));
  assert.deepEqual(contents(late.board), contents(ann.board));
});

Deno.test("a board is compacted once when it is due", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  ann.change((board) => {
    for (let i = 0; i < 200; i++) board.add(stroke(`a.${i}`, random, 4_000));
  });
  await ann.untilSaved();
  ann.change((board) => board.add(stroke("a.last", random)));
  await ann.untilSaved();
  await server.rooms.flush();
  const snapshotId = async () =>
    (await server.kv.get<{ snapshot?: { id: string } }>(["boards", id, "head"])).value?.snapshot?.id;
  const first = await snapshotId();
  assert.ok(first, "over a MiB in the log is worth a snapshot");
  for (let i = 0; i < 3; i++) {
    ann.change((board) => board.add(stroke(`b.${i}`, random)));
    await ann.untilSaved();
    await server.rooms.flush();
  }
  assert.equal(await snapshotId(), first);
});

Deno.test("deleted content is removed from the store when the board is loaded again", async () => {
  const kv = await openDatabase(":memory:");
  {
    const first = await TestServer.start({ kv });
    const { id, links } = await first.createBoard();
    const ann = await Peer.join(first.socketUrl(links.owner));
    ann.change((board) => {
      for (let i = 0; i < 200; i++) board.add(stroke(`a.${i}`, random, 4_000));
    });
    ann.change((board) => board.remove(new Set(Array.from({ length: 199 }, (_, i) => `a.${i}`))));
    await ann.untilSaved();
    await ann[Symbol.asyncDispose]();
    await first[Symbol.asyncDispose]();
    const bytes = async () => (await first.store.load(id))!.updates.reduce((sum, { length }) => sum + length, 0);
    assert.ok(await bytes() > 1024 * 1024);

    {
      await using second = await TestServer.start({ kv });
      await using late = await Peer.join(second.socketUrl(links.viewer));
      assert.deepEqual([...contents(late.board).keys()], ["a.199"]);
    }
    assert.ok(await bytes() < 100_000, `${await bytes()} bytes are still stored`);
  }
  kv.close();
});
