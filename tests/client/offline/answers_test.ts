import assert from "node:assert/strict";
import { answerFile, answerFresh, answerPage, PAGE_PATIENCE_MS } from "../../../client/offline/answers.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const shelf = {
  shell: (name: string) => Promise.resolve(new Response(`kept ${name}`)),
  file: (path: string): Promise<Response | undefined> => Promise.resolve(new Response(`kept ${path}`)),
};
const empty = { shell: () => Promise.resolve(undefined), file: () => Promise.resolve(undefined) };
const unreachable = () => Promise.reject(new TypeError("Failed to fetch"));
const answer = (status: number) => Promise.resolve(new Response("server", { status }));

Deno.test("a page is the server's, also when that refuses", async () => {
  const clock = new FakeClock();
  for (const status of [200, 403, 404, 410, 421, 429, 500]) {
    const response = await answerPage("board", { shelf, clock, asked: answer(status) });
    assert.equal(await response.text(), "server");
  }
});

Deno.test("without a server, or with a proxy that has none behind it, the kept page comes at once", async () => {
  const clock = new FakeClock();
  for (const asked of [unreachable(), answer(502), answer(503), answer(504)]) {
    assert.equal(await (await answerPage("board", { shelf, clock, asked })).text(), "kept board");
  }
});

Deno.test("a server that does not answer in time gives way to the kept page", async () => {
  const clock = new FakeClock();
  const late = Promise.withResolvers<Response>();
  const response = answerPage("index", { shelf, clock, asked: late.promise });
  clock.pass(PAGE_PATIENCE_MS);
  assert.equal(await (await response).text(), "kept index");
  late.resolve(new Response("server"));
});

Deno.test("without a kept page people get what the server says, however late", async () => {
  const clock = new FakeClock();
  const late = Promise.withResolvers<Response>();
  const response = answerPage("index", { shelf: empty, clock, asked: late.promise });
  clock.pass(PAGE_PATIENCE_MS);
  late.resolve(new Response("server", { status: 503 }));
  assert.equal((await response).status, 503);
  await assert.rejects(answerPage("index", { shelf: empty, clock, asked: unreachable() }));
});

Deno.test("hashed files come from the device, others only without the server", async () => {
  const ask = () => answer(200);
  assert.equal(await (await answerFile("/a.js", { shelf, ask })).text(), "kept /a.js");
  assert.equal(await (await answerFile("/a.js", { shelf: empty, ask })).text(), "server");
  assert.equal(await (await answerFresh("/icon.svg", { shelf, ask })).text(), "server");
  assert.equal(await (await answerFresh("/icon.svg", { shelf, ask: unreachable })).text(), "kept /icon.svg");
  assert.equal((await answerFresh("/icon.svg", { shelf: empty, ask: unreachable })).type, "error");
  assert.equal((await answerFresh("/icon.svg", { shelf: empty, ask: () => answer(503) })).status, 503);
});
