import assert from "node:assert/strict";
import { boardKey } from "../../../server/http/board_key.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { StockClient } from "../../support/peer/stock_client.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { Balancer, BALANCERS, noBalancer } from "../../support/network/balancer.ts";
import { until } from "../../support/until.ts";
import { openDatabase } from "../../../server/database/open_database.ts";

const random = seeded(15);
const PEERS = 4;
for (const name of BALANCERS) {
  Deno.test({
    name: `people draw together through ${name} as the README configures it, on two instances`,
    ignore: noBalancer(name) !== false,
    fn: async () => {
      using kv = await openDatabase(":memory:");
      const options = { kv, instanceSecret: "0123456789abcdef0123456789abcdef", trustedProxies: ["127.0.0.1"] };
      await using a = await TestServer.start(options);
      await using b = await TestServer.start(options);
      await using balancer = await Balancer.start(name, [a.origin, b.origin]);
      const places = { a, b, balancer };
      await drawTogether({ ...places, hasKey: false });
      // Enough boards that both instances serve some of them.
      const served = new Set<TestServer>();
      for (let i = 0; i < 20 && served.size < 2; i++) {
        const { serving, sockets } = await drawTogether({ ...places, hasKey: true });
        served.add(serving);
        assert.equal(sockets, PEERS, "nobody was forwarded");
      }
      assert.equal(served.size, 2);
      let forwarded = 0;
      for (let i = 0; i < 20 && forwarded === 0; i++) forwarded = await drawWithStockClients(places);
      assert.ok(forwarded > 0, "stock clients were forwarded to another instance");

      // While an instance is gone, its boards are served by the others.
      await using partly = await Balancer.start(name, ["http://127.0.0.1:1", a.origin, b.origin]);
      for (let i = 0; i < 6; i++) await drawTogether({ a, b, balancer: partly, hasKey: true });
    },
  });
}

interface Drawing {
  readonly a: TestServer;
  readonly b: TestServer;
  readonly balancer: Balancer;
  /** True: people name the key of their board, as pages do. */
  readonly hasKey: boolean;
}

/**
 * People draw together on a new board.
 *
 * @returns the instance that serves it, and the sockets at all instances
 */
async function drawTogether({ a, b, balancer, hasKey }: Drawing): Promise<{ serving: TestServer; sockets: number }> {
  const { id, links } = await a.createBoard();
  const query = hasKey ? `?b=${boardKey(id)}` : "";
  const state = await fetch(`${balancer.origin}/api/boards/${links.editor}/state${query}`);
  assert.equal(state.headers.get("drawbridge-board"), boardKey(id));
  assert.equal(state.headers.get("drawbridge-role"), "editor");
  await state.body?.cancel();
  const url = balancer.socketUrl(links.editor) + query;
  const peers = await Promise.all(Array.from({ length: PEERS }, () => Peer.join(url)));
  peers.forEach((peer, i) => peer.change((board) => board.add(stroke(`${i}`, random))));
  await Promise.all(peers.map((peer) => peer.untilTrue(() => peer.board.shapes.size === peers.length)));
  const sockets = socketsAt(a) + socketsAt(b);
  const serving = [a, b].filter(({ rooms }) => (rooms.peek(id)?.size ?? 0) > 0);
  assert.deepEqual(serving.map(({ rooms }) => rooms.peek(id)!.size), [PEERS], "one instance serves the board");
  await Promise.all(peers.map((peer) => peer[Symbol.asyncDispose]()));
  await until("all sockets ended", () => socketsAt(a) + socketsAt(b) === 0);
  return { serving: serving[0], sockets };
}

/**
 * Stock clients, which name no key, draw with a person on a board that instance `a` serves.
 *
 * @returns how many of them instance `b` forwarded
 */
async function drawWithStockClients({ a, b, balancer }: Omit<Drawing, "hasKey">): Promise<number> {
  const { id, links } = await a.createBoard();
  await using people = new AsyncDisposableStack();
  const ann = people.use(await Peer.join(a.socketUrl(links.owner)));
  const [bob, cy] = [1, 2].map(() => people.use(new StockClient(balancer, links.editor)));
  await Promise.all([bob.synced(), cy.synced()]);
  ann.change((board) => board.add(stroke("ann", random)));
  for (const [i, { board }] of [bob, cy].entries()) board.transact(() => board.add(stroke(`${i}`, random)), "local");
  const all = [ann.board, bob.board, cy.board];
  await until("everybody has everything", () => all.every(({ shapes }) => shapes.size === 3));
  assert.deepEqual(contents(bob.board), contents(ann.board));
  assert.equal(a.rooms.peek(id)!.size, 3);
  const forwarded = socketsAt(b);
  await people[Symbol.asyncDispose]();
  await until("all sockets ended", () => socketsAt(a) + socketsAt(b) === 0);
  return forwarded;
}

/** Sockets of people who are served here, and of those who are forwarded. */
function socketsAt({ rooms, server }: TestServer): number {
  return rooms.sessions + server.forwardedSockets;
}
