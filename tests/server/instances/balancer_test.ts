import assert from "node:assert/strict";
import { join } from "node:path";
import { boardKey } from "../../../server/http/board_key.ts";
import { contents, stroke } from "../../support/board/strokes.ts";
import { Peer } from "../../support/peer/peer.ts";
import { seeded } from "../../support/random.ts";
import { StockClient } from "../../support/peer/stock_client.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";
import { openDatabase } from "../../../server/database/open_database.ts";

const random = seeded(15);
const PEERS = 4;
const README = new URL("../../../README.md", import.meta.url);

interface Balancer {
  /** The program, and the language of its block in the README. */
  readonly name: "nginx" | "haproxy" | "caddy";
  /** A complete configuration around the block of the README, with the ports of this test. */
  configure(block: string, ports: { readonly a: string; readonly b: string; readonly own: number }): string;
  args(file: string, folder: string): string[];
}

const balancers: Balancer[] = [
  {
    name: "nginx",
    configure: (block, { a, b, own }) => `
      daemon off; pid nginx.pid; error_log stderr crit; worker_processes 1;
      events {}
      http {
        access_log off;
        client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        ${block.replace("10.0.0.7:8000", a).replace("10.0.0.8:8000", b).replace("listen 80", `listen 127.0.0.1:${own}`)}
      }`,
    args: (file, folder) => ["-p", folder, "-c", file],
  },
  {
    name: "haproxy",
    configure: (block, { a, b, own }) =>
      `${block.replace("10.0.0.7:8000", a).replace("10.0.0.8:8000", b).replace("bind :80", `bind 127.0.0.1:${own}`)}\n`,
    args: (file) => ["-db", "-q", "-f", file],
  },
  {
    name: "caddy",
    configure: (block, { a, b, own }) => {
      const site = block.replace("board.example.org", `http://127.0.0.1:${own}`);
      const options = "admin off\nauto_https off\nlog {\nlevel ERROR\n}";
      return `{\n${options}\n}\n${site.replace("10.0.0.7:8000", a).replace("10.0.0.8:8000", b)}`;
    },
    args: (file) => ["run", "--config", file, "--adapter", "caddyfile"],
  },
];

for (const balancer of balancers) {
  const program = ["/usr/sbin", "/usr/bin", "/usr/local/sbin"].map((folder) => join(folder, balancer.name))
    .find((path) => isFile(path));
  Deno.test({
    name: `people draw together through ${balancer.name} as the README configures it, on two instances`,
    ignore: program === undefined,
    fn: async () => {
      const block = new RegExp(`\`\`\`${balancer.name}\\n(.*?)\`\`\``, "s").exec(await Deno.readTextFile(README))?.[1];
      assert.ok(block, "the README has the configuration");
      const kv = await openDatabase(":memory:");
      const folder = await Deno.makeTempDir({ prefix: "drawbridge_balancer_" });
      try {
        const options = { kv, instanceSecret: "0123456789abcdef0123456789abcdef", trustedProxies: ["127.0.0.1"] };
        await using a = await TestServer.start(options);
        await using b = await TestServer.start(options);
        const own = freePort();
        const file = join(folder, "balancer.conf");
        const ports = { a: a.origin.slice("http://".length), b: b.origin.slice("http://".length), own };
        await Deno.writeTextFile(file, balancer.configure(block, ports));
        const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
        const process = new Deno.Command(program!, { args: balancer.args(file, folder), cwd: folder, env }).spawn();
        try {
          const origin = `http://127.0.0.1:${own}`;
          await until("the balancer answers", () =>
            fetch(`${origin}/healthz`).then(async (response) => {
              await response.body?.cancel();
              return response.ok;
            }, () => false));
          await drawTogether({ a, b, origin, hasKey: false });
          // Enough boards that both instances serve some of them.
          const served = new Set<TestServer>();
          for (let i = 0; i < 20 && served.size < 2; i++) {
            const { serving, sockets } = await drawTogether({ a, b, origin, hasKey: true });
            served.add(serving);
            assert.equal(sockets, PEERS, "nobody was forwarded");
          }
          assert.equal(served.size, 2);
          let forwarded = 0;
          for (let i = 0; i < 20 && forwarded === 0; i++) forwarded = await drawWithStockClients({ a, b, origin });
          assert.ok(forwarded > 0, "stock clients were forwarded to another instance");
        } finally {
          process.kill("SIGTERM");
          await process.status;
        }
      } finally {
        kv.close();
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

interface Drawing {
  readonly a: TestServer;
  readonly b: TestServer;
  /** Of the balancer. */
  readonly origin: string;
  /** True: people name the key of their board, as pages do. */
  readonly hasKey: boolean;
}

/**
 * People draw together on a new board.
 *
 * @returns the instance that serves it, and the sockets at all instances
 */
async function drawTogether({ a, b, origin, hasKey }: Drawing): Promise<{ serving: TestServer; sockets: number }> {
  const { id, links } = await a.createBoard();
  const query = hasKey ? `?b=${boardKey(id)}` : "";
  const state = await fetch(`${origin}/api/boards/${links.editor}/state${query}`);
  assert.equal(state.headers.get("drawbridge-board"), boardKey(id));
  assert.equal(state.headers.get("drawbridge-role"), "editor");
  await state.body?.cancel();
  const url = `${origin.replace("http", "ws")}/ws/${links.editor}${query}`;
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
async function drawWithStockClients({ a, b, origin }: Omit<Drawing, "hasKey">): Promise<number> {
  const { id, links } = await a.createBoard();
  await using people = new AsyncDisposableStack();
  const ann = people.use(await Peer.join(a.socketUrl(links.owner)));
  const [bob, cy] = [1, 2].map(() => people.use(new StockClient({ origin }, links.editor)));
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

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
