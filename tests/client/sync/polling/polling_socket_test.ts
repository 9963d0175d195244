import assert from "node:assert/strict";
import type { PollingSocketOptions } from "../../../../client/sync/polling/polling_socket.ts";
import { contents } from "../../../support/board/strokes.ts";
import { PollingRequests } from "../../../support/client/polling_requests.ts";
import { Page } from "../../../support/client/sync_page.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const presence = (name: string) => ({ user: { name, color: "blue" as const }, cursor: null });

/** A page that polls. */
function pollingPage(requests: PollingRequests, options: Partial<PollingSocketOptions> = {}): Page {
  return new Page(() => "", { makeSocket: () => requests.socket(options) });
}

Deno.test("pages with a socket, with long and with simple polling draw together, and every copy is equal", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using long = new PollingRequests(server.origin, links.owner);
  await using simple = new PollingRequests(server.origin, links.editor);
  using ann = await pollingPage(long).opened();
  using bob = await new Page(() => server.socketUrl(links.editor)).opened();
  using cy = await pollingPage(simple, { isSimple: true }).opened();
  const pages = [ann, bob, cy];
  for (const [i, page] of pages.entries()) page.provider.tellPresence(presence(`P${i}`));
  for (let i = 0; i < 30; i++) {
    pages[i % 3].add(`s.${i}`);
    if (i % 5 === 0) await pages[i % 3].saved();
  }
  for (const page of pages) {
    await page.saved();
    await page.until(() => page.board.shapes.size === 30);
    await page.until(() => page.peers.length === 2);
  }
  assert.deepEqual(contents(ann.board), contents(bob.board));
  assert.deepEqual(contents(cy.board), contents(bob.board));
  cy.provider.close();
  await bob.until(() => bob.peers.length === 1);
  ann.provider.close();
  await bob.until(() => bob.peers.length === 0);
  await bob.closed();
});

Deno.test("live ink arrives in order, once, with at most 7 requests a second", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using requests = new PollingRequests(server.origin, links.owner);
  using ann = await pollingPage(requests).opened();
  using bob = await new Page(() => server.socketUrl(links.editor)).opened();
  ann.provider.tellPresence(presence("Ann"));
  await bob.until(() => bob.peers.length === 1);
  const before = requests.paths.length, start = performance.now();
  const news = { stroke: "a.1", phase: "drawing", nib: "pen", color: "black", width: 4, y: 0 } as const;
  for (let x = 0; x < 60; x++) {
    ann.provider.tellInk({ ...news, x, samples: { points: new Float32Array([x, 0, 1]), pressure: true } });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await bob.until(() => bob.ink.length === 60);
  assert.deepEqual(bob.ink.map(({ x }) => x), Array.from({ length: 60 }, (_, x) => x));
  const seconds = (performance.now() - start) / 1_000;
  assert.ok((requests.paths.length - before) <= 7 * seconds + 2, `${requests.paths.length - before} in ${seconds} s`);
  ann.provider.close();
  await bob.closed();
});

Deno.test("what an answer contained that was lost arrives, and updates whose answer was lost are saved once", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using requests = new PollingRequests(server.origin, links.owner);
  using ann = await pollingPage(requests).opened();
  using bob = await new Page(() => server.socketUrl(links.editor)).opened();
  await ann.saved();
  let lost = 0;
  requests.onRequest = async (path, { body }) => {
    if (lost++ % 2 === 1 || !path.startsWith("POST updates")) return;
    // The server handles it, and its answer is lost.
    const answer = await fetch(`${server.origin}/api/boards/${links.owner}/updates`, { method: "POST", body });
    await answer.body?.cancel();
    throw new TypeError("the answer is lost");
  };
  for (let i = 0; i < 3; i++) {
    ann.add(`a.${i}`);
    await ann.saved();
  }
  await bob.until(() => bob.board.shapes.size === 3);
  assert.deepEqual(contents(ann.board), contents(bob.board));
  assert.ok(lost > 3);
  ann.provider.close();
  await bob.closed();
});

Deno.test("a session that was forgotten meanwhile continues; a revoked link is refused", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using requests = new PollingRequests(server.origin, links.editor);
  using ann = await pollingPage(requests).opened();
  using bob = await new Page(() => server.socketUrl(links.owner)).opened();
  await ann.saved();
  // As another instance would begin.
  server.rooms.peek(id)!.closeSessions(1013, "for a test");
  await bob.until(() => bob.provider.isOpen && bob.provider.isSynced);
  bob.add("b.1");
  await ann.until(() => ann.board.shapes.has("b.1"));
  ann.add("a.1");
  await bob.until(() => bob.board.shapes.has("a.1"));
  const [{ id: link }] = (await server.links.list(id)).filter(({ role }) => role === "editor");
  await server.links.revoke(id, link);
  await ann.until(() => ann.refused !== undefined);
  assert.equal(ann.refused, "withdrawn");
  await bob.closed();
});
