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
  const address = `${server.origin}/api/boards/${links.editor}?b=0123abcd`;
  using cy = await pollingPage(simple, { isSimple: true, address }).opened();
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
  assert.ok(simple.paths.every((path) => path.endsWith("?b=0123abcd")), "the query of the address is kept");
  assert.deepEqual(contents(ann.board), contents(bob.board));
  assert.deepEqual(contents(cy.board), contents(bob.board));
  cy.provider.close();
  await bob.until(() => bob.peers.length === 1);
  ann.provider.close();
  await bob.until(() => bob.peers.length === 0);
  await bob.closed();
});
