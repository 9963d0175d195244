import assert from "node:assert/strict";
import { Peer } from "../../support/peer/peer.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { seeded } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";

/** Limits of a process can be set only on Linux. */
const ignore = Deno.build.os !== "linux";

/** Opens connections until the server accepts no more, and keeps them open. */
class Occupation implements Disposable {
  readonly #connections: Deno.TcpConn[] = [];

  static async of(server: RealServer): Promise<Occupation> {
    const occupation = new Occupation();
    const { hostname, port } = new URL(server.origin);
    try {
      for (;;) occupation.#connections.push(await Deno.connect({ hostname, port: Number(port) }));
    } catch {
      return occupation;
    }
  }

  [Symbol.dispose](): void {
    for (const connection of this.#connections.splice(0)) connection.close();
  }
}

/** On a new connection, because a pooled one says nothing about the listener. */
async function isServed(server: RealServer): Promise<boolean> {
  const { hostname, port, host } = new URL(server.origin);
  try {
    using connection = await Deno.connect({ hostname, port: Number(port) });
    await connection.write(new TextEncoder().encode(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
    return await connection.read(new Uint8Array(1)) === 1;
  } catch {
    return false;
  }
}

const briefly = "D8: when descriptors run out for a while the server listens again, and nobody is cut";
Deno.test({ name: briefly, ignore }, async () => {
  await using server = await RealServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await server.limit("--nofile=64");
  {
    using _ = await Occupation.of(server);
    ann.change((board) => board.meta.set("title", "while nobody else can come in"));
    await ann.untilSaved();
  }
  while (!await isServed(server));
  ann.change((board) => board.meta.set("title", "afterwards"));
  await ann.untilSaved();
  const { code, printed } = await server.interrupt();
  assert.equal(code, 0);
  assert.equal(printed.match(/"listener ended"/g)?.length, 1);
});

Deno.test(
  { name: "D8: when no descriptor comes back the server says so, saves and leaves with 1", ignore },
  async () => {
    await using server = await RealServer.start();
    const { links } = await server.createBoard();
    await using ann = await Peer.join(server.socketUrl(links.owner));
    await server.limit("--nofile=64");
    using _ = await Occupation.of(server);
    ann.change((board) => board.add(stroke("a.1", seeded(1))));
    const ended = server.ended();
    let hasEnded = false;
    ended.then(() => hasEnded = true);
    // Deno ends a listener only when it cannot accept a connection.
    while (!hasEnded) await isServed(server);
    const { code, printed } = await ended;
    assert.equal(code, 1);
    assert.equal(printed.match(/"cannot listen"/g)?.length, 1);
    assert.equal(ann.saved, ann.sent);
  },
);

Deno.test({ name: "D8: a low limit of descriptors is reported at the start", ignore }, async () => {
  await using low = await RealServer.start({}, { limits: ["--nofile=256"] });
  assert.match((await low.interrupt()).printed, /"few descriptors","free":2\d\d/);
  await using usual = await RealServer.start({}, { limits: ["--nofile=4096"] });
  assert.doesNotMatch((await usual.interrupt()).printed, /descriptors/);
});

for (
  const [what, change] of [
    ["removed", (path: string) => Deno.remove(path)],
    ["replaced", (path: string) => Deno.copyFile(path, `${path}.copy`).then(() => Deno.rename(`${path}.copy`, path))],
  ] as const
) {
  Deno.test(`D8: a server whose database file is ${what} reports it and exits with 1`, async () => {
    await using server = await RealServer.start();
    await change(server.kvPath);
    const { code, printed } = await server.ended();
    assert.equal(code, 1);
    assert.equal(printed.match(/"the database file is gone"/g)?.length, 1);
  });
}

Deno.test({
  name: "D15: a file that has reached its limit does not kill the server, which saves once it may grow",
  ignore,
}, async () => {
  await using server = await RealServer.start({ LOG_LEVEL: "warn" });
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.owner));
  await server.limit("--fsize=4096:unlimited");
  ann.change((board) => board.add(stroke("a.1", seeded(1))));
  await ann.until((frame) => frame.kind === "notice" && frame.code === "unsaved");
  assert.ok(ann.saved < ann.sent);
  await server.limit("--fsize=unlimited");
  await ann.untilSaved();
  assert.ok(await server.answers());
});
