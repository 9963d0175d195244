import assert from "node:assert/strict";
import { EndlessMessage } from "../../support/peer/endless_message.ts";
import { Peer } from "../../support/peer/peer.ts";
import { StockClient } from "../../support/peer/stock_client.ts";
import { TestServer } from "../../support/server/test_server.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { seat } from "../../support/server/sessions.ts";
import { until } from "../../support/until.ts";
import { OpenSessions } from "../../../server/session/open_sessions.ts";
import { CAN_TERMINATE } from "../../../server/session/terminate.ts";

const PIECES = 200;

/** Without support in Deno, only its own idle timeout could be seen. */
const ignore = !CAN_TERMINATE;

for (
  const [whose, slugOf] of [
    ["somebody who may draw", (editor: string) => editor],
    ["somebody without a link", () => "A".repeat(22)],
  ] as const
) {
  const name = `a message without an end, of ${whose}, is dropped when it is asked about, and nobody else is`;
  Deno.test({ name, ignore }, async () => {
    await using server = await TestServer.start();
    const { links } = await server.createBoard();
    await using ann = await Peer.join(server.socketUrl(links.editor));
    using endless = await EndlessMessage.begin({ origin: server.origin, slug: slugOf(links.editor) });
    for (let i = 0; i < PIECES; i++) assert.ok(await endless.goOn());
    server.openSessions.ping();
    await ann.until(({ kind }) => kind === "queryAwareness");
    await ann.untilRead();
    assert.equal(server.openSessions.dropUnresponsive(), 1);
    await endless.ended();
    await until("only Ann is left", () => server.rooms.sessions === 1);
    assert.equal(server.refusals.counts.get("silent"), 1);
    ann.change((board) => board.meta.set("title", "still here"));
    await ann.untilSaved();
  });
}

const banned = "who fills the memory so is kept out for a while, with and without a link, and nobody else is";
Deno.test({ name: banned, ignore }, async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const { links: others } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  for (const slug of [links.viewer, "A".repeat(22)]) {
    const target = { origin: server.origin, slug };
    using endless = await EndlessMessage.begin(target);
    await endless.goOn();
    await ann.untilRead();
    server.openSessions.ping();
    await ann.untilRead();
    assert.equal(server.openSessions.dropUnresponsive({ isFlood: true }), 1);
    await endless.ended();
    await assert.rejects(EndlessMessage.begin(target), /refused/);
  }
  assert.equal(server.refusals.counts.get("banned"), 2);
  await using ben = await Peer.join(server.socketUrl(others.editor));
  ann.change((board) => board.meta.set("title", "still here"));
  await Promise.all([ann.untilSaved(), ben.untilRead()]);
});

/** A openSessions whose test adds silent sessions, and the names of those that were dropped. */
function silentSessions() {
  const openSessions = new OpenSessions();
  const dropped: string[] = [];
  const sit = (name: string) => {
    const { session } = seat(new FakeClock(), { terminate: () => dropped.push(name) });
    openSessions.add(session);
    return session;
  };
  return { openSessions, dropped, sit };
}

Deno.test("a peer that answered the last ping is spared once while others are silent", () => {
  const { openSessions, dropped, sit } = silentSessions();
  const late = sit("late");
  openSessions.ping();
  late.liveness.heard();
  assert.equal(openSessions.dropUnresponsive(), 0);
  sit("first");
  openSessions.ping();
  assert.equal(openSessions.dropUnresponsive(), 1);
  sit("second").liveness.heard();
  openSessions.ping();
  assert.equal(openSessions.dropUnresponsive(), 2);
  assert.deepEqual(dropped, ["first", "late", "second"]);
  const alone = sit("alone");
  openSessions.ping();
  alone.liveness.heard();
  openSessions.ping();
  assert.equal(openSessions.dropUnresponsive(), 1, "there is nobody else to suspect");
});

Deno.test("as long as silent peers never sent a whole message, those that did are not dropped", () => {
  const { openSessions, dropped, sit } = silentSessions();
  sit("slow").liveness.heard();
  for (const name of ["endless", "another"]) sit(name);
  openSessions.ping();
  assert.equal(openSessions.dropUnresponsive(), 2);
  assert.deepEqual(dropped, ["endless", "another"]);
  openSessions.ping();
  assert.equal(openSessions.dropUnresponsive(), 1);
});

Deno.test("D4: of the silent peers only those that never sent a whole message are banned, the newest others may be dropped", () => {
  const openSessions = new OpenSessions();
  const [dropped, banned]: string[][] = [[], []];
  const sit = (name: string, isHeard: boolean) => {
    const ends = { terminate: () => dropped.push(name), onFlood: () => banned.push(name) };
    const { session } = seat(new FakeClock(), ends);
    if (isHeard) session.liveness.heard();
    openSessions.add(session);
    return session;
  };
  const answers = sit("answers", true);
  for (const name of ["old", "new"]) sit(name, true);
  for (const name of ["flood", "another"]) sit(name, false);
  openSessions.ping();
  answers.liveness.heard();
  assert.equal(openSessions.dropUnheard(), 2);
  assert.equal(openSessions.dropNewestSilent(1), 1);
  assert.deepEqual([dropped, banned], [["flood", "another", "new"], ["flood", "another"]]);
});

Deno.test({ name: "a peer that continues after a close frame is dropped too", ignore }, async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  using endless = await EndlessMessage.begin({ origin: server.origin, slug: links.editor });
  await endless.goOn();
  await until("it is in", () => server.rooms.sessions === 1);
  server.rooms.closeSessions("the board is being repaired");
  await endless.goOn();
  server.openSessions.ping();
  assert.equal(server.openSessions.dropUnresponsive(), 1);
  server.openSessions.ping();
  assert.equal(server.openSessions.dropUnresponsive(), 0, "what was in vain once is not tried again");
  await endless.ended();
});

Deno.test("stock clients answer when they are asked for a sign of life", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using client = new StockClient(server, links.viewer);
  const { provider } = client;
  let closes = 0;
  provider.on("connection-close", () => closes++);
  await until("it is in step", () => provider.synced);
  const [heard, bytes] = [server.server.traffic.framesIn, server.server.traffic.bytesIn];
  server.openSessions.ping();
  await until("it says something", () => server.server.traffic.framesIn > heard);
  assert.equal(server.openSessions.dropUnresponsive(), 0);
  assert.equal(closes, 0);
  assert.ok(server.server.traffic.bytesIn - bytes < 10, "it is a short one, however many are there");
});
