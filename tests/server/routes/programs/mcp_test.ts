import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import assert from "node:assert/strict";
import { openDatabase } from "../../../../server/database/open_database.ts";
import { readPresence } from "../../../../board/wire/presence.ts";
import { frameOf, geoOf, noteOf } from "../../../support/board/figures.ts";
import { readAwareness } from "../../../support/peer/awareness.ts";
import { FakeClock } from "../../../support/fake_clock.ts";
import { Peer } from "../../../support/peer/peer.ts";
import { InstancePair } from "../../../support/server/instance_pair.ts";
import { until } from "../../../support/until.ts";
import { TestServer } from "../../../support/server/test_server.ts";

/** An assistant that uses the official library. */
class Assistant implements AsyncDisposable {
  readonly client = new Client({ name: "Claude", version: "1" });
  readonly transport: StreamableHTTPClientTransport;

  static async sit(origin: string, slug: string, headers: Record<string, string> = {}): Promise<Assistant> {
    const assistant = new Assistant(origin, slug, headers);
    await assistant.client.connect(assistant.transport);
    return assistant;
  }

  constructor(origin: string, slug: string, headers: Record<string, string>) {
    this.transport = new StreamableHTTPClientTransport(new URL(`/mcp/${slug}`, origin), { requestInit: { headers } });
  }

  // deno-lint-ignore no-explicit-any -- what it says depends on the tool
  async use(name: string, input: Record<string, unknown> = {}): Promise<any> {
    const result = await this.client.callTool({ name, arguments: input });
    const [content] = result.content as { type: string; text?: string; data?: string; mimeType?: string }[];
    return result.isError ? { error: content.text } : content.text ?? content;
  }

  async leave(): Promise<void> {
    await this.transport.terminateSession();
    await this.client.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
  }
}

/** Who is on the board, as a peer sees it: the newest state of each id. */
function presentTo(peer: Peer): string[] {
  const states = new Map<number, unknown>();
  for (const frame of peer.frames) {
    if (frame.kind !== "awareness") continue;
    for (const { id, state } of readAwareness(frame.body)) states.set(id, state);
  }
  return [...states.values()].flatMap((state) => readPresence(state)?.user.name ?? []);
}

Deno.test("an assistant sits at the board: it reads, finds, adds, connects, moves, writes, and is seen until it leaves", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  ann.change((board) => {
    board.add(frameOf("f", { name: "Plan" }));
    board.add(geoOf("a", { text: "House", frame: "f" }));
  });
  await ann.untilSaved();
  const assistant = await Assistant.sit(server.origin, links.editor);
  await ann.untilTrue(() => presentTo(ann).includes("Claude"));
  const { people } = await (await fetch(`${server.origin}/api/boards/${links.viewer}/present`)).json();
  assert.deepEqual(people, ["Claude"]);

  const { tools } = await assistant.client.listTools();
  assert.ok(
    tools.length >= 9 &&
      tools.every(({ description, inputSchema }: Tool) => description && inputSchema.type === "object"),
  );
  assert.equal(
    await assistant.use("read_board"),
    '[f] frame "Plan" at 0,0 size 300×300\n  [a] blue rectangle "House" at 0,0 size 100×100',
  );
  const picture = await assistant.use("see_board");
  assert.equal(picture.mimeType, "image/png");
  const part = await assistant.use("see_board", { region: "0,0,300,100" });
  assert.deepEqual([widthOf(picture.data), widthOf(part.data)], [2 * (300 + 2 * 32), 2 * 300]);
  assert.match((await assistant.use("see_board", { region: "0,0,0,0" })).error, /x,y,w,h/);

  const { created } = JSON.parse(
    await assistant.use("add_notes", { notes: [{ text: "one" }, { text: "two", color: "red" }] }),
  );
  await assistant.use("add_shapes", { shapes: [{ kind: "geo", id: "b", x: 400, y: 0, form: "ellipse" }] });
  const arrow = JSON.parse(
    await assistant.use("connect_shapes", { connections: [{ from: "a", to: "b", text: "leads to" }] }),
  );
  await assistant.use("move_shapes", { ids: ["f"], dx: 1_000, dy: 0 });
  await assistant.use("write_texts", { texts: [{ id: created[0], text: "uno" }] });
  await assistant.use("change_shapes", { changes: [{ id: "b", fill: "solid" }] });
  await assistant.use("delete_shapes", { ids: [created[1]] });
  await ann.untilTrue(() => ann.board.shapes.has(created[0]) && !ann.board.shapes.has(created[1]));
  const read = (shape: string) => ann.board.read(shape)!;
  assert.deepEqual([read("f").x, read("a").x, read("b").x], [1_000, 1_000, 400], "what lies on a frame moves with it");
  assert.equal(ann.board.textOf(created[0]).toString(), "uno");
  assert.ok(read(created[0]).y >= 300, "below everything else");
  assert.match(await assistant.use("read_board", { kind: "arrow" }), /black arrow "leads to" from \[a\] to \[b\]/);
  assert.deepEqual(
    JSON.parse(await assistant.use("find_shapes", { text: "leads" })).shapes.map((each: { id: string }) => each.id),
    arrow.created,
  );
  assert.equal((await server.store.load(id))!.origins!.at(-1)!.authors[0].name, "Claude");

  assert.match((await assistant.use("add_notes", { notes: [{ text: 7 }] })).error, /"index":0,"field":"text"/);
  assert.match((await assistant.use("move_shapes", { ids: ["gone"], dx: 1, dy: 1 })).error, /no such shape/);
  assert.match((await assistant.use("sing")).error, /no tool/);

  await assistant.leave();
  await ann.untilTrue(() => !presentTo(ann).includes("Claude"));
  assert.equal(server.admission.sockets, 1);
});

Deno.test("an assistant has the rights of its link, while they last, and another link does not find its session", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using viewer = await Assistant.sit(server.origin, links.viewer, { "drawbridge-name": "Eye" });
  assert.equal(await viewer.use("read_board"), "The board is empty.");
  assert.match((await viewer.use("add_notes", { notes: [{ text: "x" }] })).error, /does not let you draw/);

  await using editor = await Assistant.sit(server.origin, links.editor);
  const post = (slug: string, headers: Record<string, string>) =>
    fetch(`${server.origin}/mcp/${slug}`, {
      method: "POST",
      headers: { accept: "application/json, text/event-stream", "content-type": "application/json", ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
  const status = async (response: Promise<Response>) => {
    const { status, body } = await response;
    await body?.cancel();
    return status;
  };
  const session = { "mcp-session-id": editor.transport.sessionId! };
  assert.equal(await status(post(links.editor, session)), 200);
  assert.equal(await status(post(links.owner, session)), 404);
  assert.equal(await status(post("nobody", session)), 404);
  assert.equal(await status(post(links.editor, { ...session, origin: "http://elsewhere.example" })), 403);
  assert.equal(await status(post(links.editor, {})), 400, "no session is begun in this way");
  assert.equal(await status(fetch(`${server.origin}/mcp/${links.editor}`)), 405);
  assert.equal(server.admission.sockets, 2);

  const freeze = (action: string) =>
    fetch(`${server.origin}/api/boards/${links.owner}/moderation`, {
      method: "POST",
      body: JSON.stringify({ action }),
    });
  await (await freeze("freeze")).body?.cancel();
  assert.match((await editor.use("add_notes", { notes: [{ text: "x" }] })).error, /does not let you draw/);
  await (await freeze("thaw")).body?.cancel();
  assert.ok(await editor.use("add_notes", { notes: [{ text: "x" }] }));
  const rotated = await fetch(`${server.origin}/api/boards/${links.owner}/links/rotate`, { method: "POST" });
  await rotated.body?.cancel();
  await assert.rejects(editor.use("read_board"));
  await until("their sessions have ended", () => server.admission.sockets === 0);
});

Deno.test("an assistant that is silent leaves; places at the board are limited; any instance serves it", async () => {
  const kv = await openDatabase(":memory:");
  using _kv = kv;
  const clock = new FakeClock();
  {
    await using server = await TestServer.start({ kv, clock, limits: { socketsPerBoard: 1 } });
    const { links } = await server.createBoard();
    await using first = await Assistant.sit(server.origin, links.editor);
    await assert.rejects(Assistant.sit(server.origin, links.editor), /too many people/);
    clock.pass(299_000);
    assert.ok(await first.use("read_board"));
    clock.pass(299_000);
    assert.equal(server.admission.sockets, 1);
    clock.pass(2_000);
    await until("it has left", () => server.admission.sockets === 0);
    await assert.rejects(first.use("read_board"), /404|nothing here/);
  }
  await using pair = await InstancePair.start(kv);
  const { links } = await pair.a.createBoard();
  await using ann = await Peer.join(pair.a.socketUrl(links.editor));
  ann.change((board) => board.add(noteOf("n", { text: "hi" })));
  await ann.untilSaved();
  await using assistant = await Assistant.sit(pair.b.origin, links.editor);
  assert.match(await assistant.use("read_board"), /"hi"/);
  assert.equal(pair.b.rooms.size, 0, "it was passed on");
  await assistant.leave();
});

// deno-lint-ignore no-explicit-any -- fields depend on the kind
async function shapesOn({ origin }: TestServer, slug: string): Promise<any[]> {
  return (await (await fetch(`${origin}/api/boards/${slug}/board.json`)).json()).shapes;
}

Deno.test("an assistant draws a Mermaid diagram: real shapes with tied arrows, below what is there or at a place", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  ann.change((board) => board.add(geoOf("a", { x: 10, y: 20, w: 100, h: 80 })));
  await ann.untilSaved();
  await using assistant = await Assistant.sit(server.origin, links.editor);
  const first = JSON.parse(await assistant.use("add_diagram", { mermaid: "flowchart TD\n  A[Ask] -->|yes| B(Build)" }));
  assert.deepEqual([first.created.length, first.missed], [3, {}]);
  const shapes = await shapesOn(server, links.viewer);
  const [ask, build] = ["Ask", "Build"].map((text) => shapes.find((shape) => shape.text === text)!);
  const arrow = shapes.find(({ kind }) => kind === "arrow")!;
  assert.deepEqual([arrow.start.to, arrow.end.to, arrow.text], [ask.id, build.id, "yes"]);
  assert.ok(ask.y >= 100 && build.y > ask.y + ask.h);

  await assistant.use("add_diagram", { mermaid: "sequenceDiagram\n  Ann->>Bo: hello", x: 5_000, y: -300 });
  const placed = (await shapesOn(server, links.viewer)).filter(({ x }) => x >= 5_000);
  assert.equal(Math.min(...placed.map(({ y }) => y)), -300);
  assert.ok(placed.some(({ text }) => text === "hello"));
});

Deno.test("what is no diagram, too large, or comes with a link for viewing draws nothing and says why", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using assistant = await Assistant.sit(server.origin, links.editor);
  const refused = async (mermaid: unknown, reason: RegExp) => {
    const answer = await assistant.use("add_diagram", { mermaid });
    assert.match(answer.error, reason);
  };
  await refused("hello", /no Mermaid diagram/);
  await refused(undefined, /no Mermaid diagram/);
  await refused("flowchart TD", /empty/);
  await refused(`flowchart TD\n${"%".repeat(250_000)}`, /./);
  await refused(`flowchart TD\n${Array.from({ length: 450 }, (_, i) => `a${i} --> a${i + 1}`).join("\n")}`, /too many/);
  // More shapes than one request may create.
  await refused(`flowchart TD\n${Array.from({ length: 390 }, (_, i) => `a${i}`).join("\n")}`, /at most 300 shapes/);
  assert.deepEqual(await shapesOn(server, links.viewer), []);
  await using viewer = await Assistant.sit(server.origin, links.viewer);
  const answer = await viewer.use("add_diagram", { mermaid: "flowchart TD\n  A --> B" });
  assert.match(answer.error, /does not let you draw/);
});

/** The width of a PNG. */
function widthOf(base64: string): number {
  return new DataView(Uint8Array.fromBase64(base64).buffer).getUint32(16);
}
