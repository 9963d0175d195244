import assert from "node:assert/strict";
import { Board } from "../../../../board/document.ts";
import { toPortable } from "../../../../board/portable/portable.ts";
import { sceneOf } from "../../../../board/figure/scene.ts";
import { BOARD_CHARACTERS_MAX } from "../../../../board/limits.ts";
import { openDatabase } from "../../../../server/database/open_database.ts";
import { keysOf } from "../../../../server/store/bulk_delete.ts";
import { arrowOf, frameOf, geoOf, noteOf, textOf } from "../../../support/board/figures.ts";
import { imageOf } from "../../../support/board/images.ts";
import { stroke } from "../../../support/board/strokes.ts";
import { Peer } from "../../../support/peer/peer.ts";
import { seeded } from "../../../support/random.ts";
import { InstancePair } from "../../../support/server/instance_pair.ts";
import { ProgramClient } from "../../../support/server/program_client.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const drawn = ({ board }: { board: Board }) => toPortable(sceneOf(board)).shapes;

Deno.test("a program creates, changes and deletes in one step that its answer undoes, in its own name", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  const shapes = [
    frameOf("f"),
    geoOf("a", { text: "House 🏠", frame: "f", groups: ["g"], locked: true }),
    arrowOf("b", { end: { x: 0, y: 0, to: "a", u: 0.5, v: 0.5 }, text: "to" }),
    stroke("c", seeded(1)),
    imageOf("i", { preview: new Uint8Array([1, 2, 3, 4]) }),
  ];
  ann.change((board) => shapes.forEach((shape) => board.add(shape)));
  await ann.untilSaved();
  const before = drawn(ann);
  const program = new ProgramClient(server.origin, links.editor, { "drawbridge-name": "Robot%20%F0%9F%A4%96" });
  const updates = ann.frames.length;
  const answer = await program.write({
    create: [
      { kind: "arrow", id: "e", start: { to: "n" }, end: { to: "a", u: 0 } },
      { kind: "note", id: "n", x: 500, y: 0, text: "Hello" },
    ],
    change: [{ id: "b", text: null, color: "red", bend: 1 }, { id: "a", x: 7, locked: null }],
    delete: ["c", "gone", "i"],
  });
  assert.deepEqual([answer.created, answer.changed, answer.deleted], [["e", "n"], ["b", "a"], ["c", "i"]]);
  await ann.untilTrue(() => ann.board.shapes.has("n"));
  assert.equal(ann.frames.slice(updates).filter(({ kind }) => kind === "update").length, 1, "one step");
  assert.deepEqual(ann.board.read("n"), {
    ...noteOf("n", { x: 500, text: "Hello" }),
    order: ann.board.read("n")!.order,
  });
  const arrow = sceneOf(ann.board).find(({ id }) => id === "e");
  assert.ok(arrow?.kind === "arrow" && arrow.start.x === 600 && arrow.end.x === 7 && arrow.w > 0);
  const { origins } = (await server.store.load(id))!;
  assert.equal(origins!.at(-1)!.authors[0].name, "Robot 🤖");

  assert.deepEqual((await program.read()).shapes, drawn(ann), "as in board.json");
  await program.write(answer.undo);
  await ann.untilTrue(() => ann.board.shapes.has("c"));
  assert.deepEqual(drawn(ann), before);
});

Deno.test("texts merge: a program replaces only the letters that differ", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  ann.change((board) => board.add(noteOf("n", { text: "one 🏠 three" })));
  await ann.untilSaved();
  const program = new ProgramClient(server.origin, links.editor);
  const typed = ann.board.textOf("n");
  // The server does not know yet what Ann types.
  const updates: Uint8Array[] = [];
  ann.doc.once("update", (update: Uint8Array) => void updates.push(update));
  typed.insert(typed.length, "!");
  await program.write({ change: [{ id: "n", text: "one 🏡 three" }] });
  ann.sendUpdate(updates[0]);
  await ann.untilTrue(() => typed.toString() === "one 🏡 three!");
});

Deno.test("errors name list, place and field, and nothing is done", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  const program = new ProgramClient(server.origin, links.owner);
  await program.write({ create: [geoOf("a"), textOf("t", { text: "x" })] });
  const { head } = (await server.store.load(id))!;
  const wrong = async (body: unknown) => {
    const response = await program.post(body);
    const { code, errors } = await response.json();
    assert.deepEqual([response.status, code], [400, "badShapes"]);
    // deno-lint-ignore no-explicit-any -- read from JSON
    return errors.map((each: any) => [each.in, each.index, each.field].filter((part) => part !== undefined).join(" "));
  };
  const good = { kind: "note", x: 0, y: 0 };
  assert.deepEqual(await wrong({ create: [good, { kind: "note", x: "0", y: 0 }] }), ["create 1 x"]);
  assert.deepEqual(await wrong({ create: [good, { kind: "note", x: 0 }] }), ["create 1 y"]);
  assert.deepEqual(await wrong({ create: [{ ...good, href: "a" }, { kind: "star" }, null] }), [
    "create 0 href",
    "create 1 kind",
    "create 2",
  ]);
  assert.deepEqual(await wrong({ create: [{ ...good, id: "a" }, { ...good, id: "b" }, { ...good, id: "b" }] }), [
    "create 0 id",
    "create 2 id",
  ]);
  assert.deepEqual(await wrong({ create: [{ ...good, id: "__proto__" }, { ...good, order: "A0" }] }), [
    "create 0 id",
    "create 1 order",
  ]);
  assert.deepEqual(await wrong({ create: [{ ...good, link: "javascript:alert(1)" }] }), ["create 0 link"]);
  assert.deepEqual(await wrong({ create: [{ kind: "text", x: 0, y: 0 }] }), ["create 0 text"]);
  assert.deepEqual(await wrong({ create: [{ kind: "line", points: [0, 0, "1", 1] }] }), [
    "create 0 x",
    "create 0 y",
    "create 0 w",
    "create 0 h",
    "create 0 points",
  ]);
  assert.deepEqual(await wrong({ create: [{ kind: "ink", x: 0, y: 0, w: 1, h: 1, ink: "!" }] }), ["create 0 ink"]);
  assert.deepEqual(
    await wrong({ create: [good], change: [{ id: "a", w: null, opacity: 2, kind: "note" }, { id: "z" }] }),
    [
      "change 0 kind",
      "change 0 w",
      "change 0 opacity",
      "change 1 id",
    ],
  );
  assert.deepEqual(await wrong({ create: [good], change: [{ id: "t", text: "" }], delete: ["a", "a", 7] }), [
    "change 0 text",
    "delete 1 id",
    "delete 2",
  ]);
  assert.deepEqual(await wrong({ create: {}, shapes: [] }), ["request shapes", "request create"]);
  assert.deepEqual(await wrong({ delete: Array.from({ length: 301 }, (_, i) => `s${i}`) }), ["request"]);
  assert.equal((await server.store.load(id))!.head.seq, head.seq);
  assert.deepEqual(await program.ids(), ["a", "t"]);
  for (const body of ["[]", "{", "7", '"x"']) {
    const response = await fetch(`${server.origin}/api/boards/${links.owner}/shapes`, { method: "POST", body });
    assert.equal((await response.json()).code, "badRequest", body);
  }
});

Deno.test("shapes are found by kind, words, ids, region and frame, in pages", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const program = new ProgramClient(server.origin, links.owner);
  await program.write({
    create: [
      frameOf("f", { name: "Plan B" }),
      geoOf("a", { frame: "f", angle: Math.PI / 4 }),
      noteOf("n", { x: 1_000, text: "The PLAN" }),
      noteOf("m", { x: 2_000, text: "other" }),
    ].map(({ order: _, ...shape }) => shape),
  });
  const viewer = new ProgramClient(server.origin, links.viewer);
  assert.deepEqual(await viewer.ids(), ["f", "a", "n", "m"], "in the order of the request");
  assert.deepEqual(await viewer.ids("?kind=note,geo"), ["a", "n", "m"]);
  assert.deepEqual(await viewer.ids("?text=plan"), ["f", "n"]);
  assert.deepEqual(await viewer.ids("?ids=m,a,x"), ["a", "m"]);
  assert.deepEqual(await viewer.ids("?frame=f"), ["a"]);
  assert.deepEqual(await viewer.ids("?kind=geo&region=115,40,10,10"), ["a"], "a turned box reaches farther");
  assert.deepEqual(await viewer.ids("?region=1100,100,850,1"), ["n"]);
  const first = await viewer.read("?limit=3");
  assert.equal(first.count, 4);
  assert.deepEqual(await viewer.ids(`?limit=3&cursor=${first.cursor}`), ["m"]);
  for (const query of ["kind=x", "limit=0", "limit=1001", "cursor=a", "region=1,2", "ids=", "text=%20", "color=red"]) {
    const { code, errors } = await viewer.read(`?${query}`);
    assert.deepEqual([code, errors[0].field], ["badShapes", query.split("=")[0]]);
  }
});

Deno.test("a request with a key is done once: at the same time, later, on another server, and after a crash", async () => {
  const kv = await openDatabase(":memory:");
  using _kv = kv;
  const body = { create: [{ kind: "note", x: 0, y: 0, text: "once" }] };
  let slug: string, answers: unknown[];
  {
    await using server = await TestServer.start({ kv });
    const { links } = await server.createBoard();
    slug = links.editor;
    const program = new ProgramClient(server.origin, slug);
    answers = await Promise.all([1, 2, 3].map(() => program.write(body, { key: "k-1" })));
    const other = await program.post({ ...body, delete: [] }, { key: "k-1" });
    assert.deepEqual([other.status, (await other.json()).code], [409, "keyReused"]);
    assert.equal(await program.statusOf(body, { key: "ä" }), 400);
    // Another link has keys of its own.
    await new ProgramClient(server.origin, links.owner).write(body, { key: "k-1" });
    assert.equal((await program.ids()).length, 2);
  }
  await using server = await TestServer.start({ kv });
  const program = new ProgramClient(server.origin, slug);
  answers.push(await program.write(body, { key: "k-1" }));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal((await program.ids()).length, 2);

  // The server dies after the request was stored and before, or after, its change is: the request then comes again.
  const { requests } = server.server.stores;
  const { begin } = requests;
  for (const isBefore of [true, false]) {
    const key = `crash-${isBefore}`;
    requests.begin = async (...args) => {
      await begin.call(requests, ...args);
      throw new Error("the server dies");
    };
    if (!isBefore) {
      requests.begin = begin;
      requests.done = () => Promise.reject(new Error("the server dies"));
    }
    assert.equal(await program.statusOf(body, { key }), 503);
    Object.assign(requests, { begin: begin.bind(requests) });
    delete (requests as { done?: unknown }).done;
    await using again = await TestServer.start({ kv });
    const answer = await new ProgramClient(again.origin, slug).write(body, { key });
    assert.deepEqual(await new ProgramClient(again.origin, slug).write(body, { key }), answer);
    assert.deepEqual(await new ProgramClient(again.origin, slug).ids(`?ids=${answer.created[0]}`), answer.created);
  }
  await using last = await TestServer.start({ kv });
  assert.equal((await new ProgramClient(last.origin, slug).ids()).length, 4);
});

Deno.test("on a full board nothing is done, the key is free, and deletions make room", async () => {
  await using server = await TestServer.start();
  const { id, links } = await server.createBoard();
  await using ann = await Peer.join(server.socketUrl(links.editor));
  ann.change((board) => {
    board.add(noteOf("a"));
    board.textOf("a").insert(0, "x".repeat(BOARD_CHARACTERS_MAX));
  });
  await ann.untilSaved();
  const program = new ProgramClient(server.origin, links.editor);
  const body = { create: [{ kind: "note", id: "n", x: 0, y: 0, text: "more" }] };
  const refused = await program.post(body, { key: "one" });
  assert.deepEqual([refused.status, (await refused.json()).code], [413, "noRoom"]);
  assert.deepEqual(await program.ids(), ["a"]);
  assert.deepEqual(await keysOf(server.kv, { prefix: ["boards", id, "requests"] }), [], "its key is free");
  assert.deepEqual((await program.write({ delete: ["a"] })).deleted, ["a"]);
});

Deno.test("any instance takes the requests of programs; headers say how many are left", async () => {
  const kv = await openDatabase(":memory:");
  using _kv = kv;
  await using pair = await InstancePair.start(kv);
  const { links } = await pair.a.createBoard();
  await using ann = await Peer.join(pair.a.socketUrl(links.editor));
  const program = new ProgramClient(pair.b.origin, links.editor, { "drawbridge-name": "Bot" });
  const response = await program.post({ create: [noteOf("n")] }, { key: "one" });
  assert.deepEqual((await response.json()).created, ["n"]);
  assert.equal(response.headers.get("ratelimit-policy"), '"shapes";q=300;w=60');
  assert.equal(response.headers.get("ratelimit"), '"shapes";r=299;t=1');
  await ann.untilTrue(() => ann.board.shapes.has("n"));
  assert.equal(pair.b.rooms.size, 0, "it was passed on");
  const all = await Promise.all(Array.from({ length: 330 }, () => program.post({})));
  const late = all.filter(({ status }) => status === 429);
  assert.ok(late.length > 0 && late.every(({ headers }) => Number(headers.get("retry-after")) >= 1));
  await Promise.all(all.map((each) => each.body?.cancel()));
});
