import assert from "node:assert/strict";
import { newSecret } from "../../../board/id.ts";
import { upgraded } from "../../support/peer/bare_socket.ts";
import { BareRequest } from "../../support/peer/bare_request.ts";
import { Peer } from "../../support/peer/peer.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";

const HANDSHAKE = [
  "Host: localhost",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];

/** More than one board may have. */
const RESETS = 1_100;

for (const which of ["right", "wrong"] as const) {
  Deno.test(`faults B6, D13: ${RESETS} handshakes on a ${which} link, reset at once, leave no place taken`, async () => {
    await using server = await TestServer.start();
    const { links } = await server.createBoard();
    const slug = which === "right" ? links.editor : newSecret();
    for (let done = 0; done < RESETS; done += 50) {
      await Promise.all(Array.from({ length: 50 }, async () => {
        const connection = await upgraded(server.origin, slug);
        connection.close();
      }));
    }
    await until("all places are free", () => server.admission.sockets === 0);
    await using peer = await Peer.connect(server.socketUrl(slug));
    if (which === "wrong") assert.equal((await peer.closed).code, 4404);
    else await until("the room has one", () => server.rooms.sessions === 1);
  });
}

Deno.test("a connection through a trusted proxy is upgraded", async () => {
  await using server = await TestServer.start({ trustedProxies: ["127.0.0.1"] });
  const { links } = await server.createBoard();
  await using _peer = await Peer.join(server.socketUrl(links.editor));
  assert.equal(server.rooms.sessions, 1);
});

Deno.test("fault D15: only a GET of version 13 with a whole key is upgraded", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const ask = async (method: string, without: RegExp, ...lines: string[]) => {
    const headers = [...HANDSHAKE.filter((line) => !without.test(line)), ...lines];
    using request = await BareRequest.send(server.origin, [`${method} /ws/${links.owner} HTTP/1.1`, ...headers]);
    return await request.head();
  };
  assert.match(await ask("GET", /^$/), /^HTTP\/1.1 101/);
  assert.match(await ask("HEAD", /^$/), /^HTTP\/1.1 426/);
  const old = await ask("GET", /Version/, "Sec-WebSocket-Version: 12");
  assert.match(old, /^HTTP\/1.1 426/);
  assert.match(old, /sec-websocket-version: 13/i);
  for (const key of ["x", "dGhlIHNhbXBsZSBub25jZQ", ""]) {
    assert.match(await ask("GET", /Key/, `Sec-WebSocket-Key: ${key}`), /^HTTP\/1.1 400/, key);
  }
  await until("all places are free", () => server.admission.sockets === 0);
});
