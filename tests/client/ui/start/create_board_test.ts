import assert from "node:assert/strict";
import { START } from "../../../../client/messages/en/start.ts";
import { createBoard } from "../../../../client/ui/start/create_board.ts";

const KEY = "k".repeat(22);

function answering(status: number, body: string): typeof fetch {
  return () => Promise.resolve(new Response(body, { status }));
}

Deno.test("creating a board returns its links", async () => {
  const links = { owner: "own", editor: "edit", viewer: "view" };
  assert.deepEqual(await createBoard(KEY, answering(201, JSON.stringify({ id: "x", links }))), { links });
});

Deno.test("the code of an error decides its message, and the text beside it does not matter", async () => {
  const problem = async (body: unknown) => await createBoard(KEY, answering(429, JSON.stringify(body)));
  assert.deepEqual(await problem({ code: "tooManyBoards", error: "x" }), { problem: START.tooMany });
  assert.deepEqual(await problem({ code: "of a later version" }), { problem: START.notCreated });
  assert.deepEqual(await problem({ error: "many boards were created" }), { problem: START.notCreated });
});

Deno.test("an unreachable, refusing or malformed server gives a message", async () => {
  const unreachable: typeof fetch = () => Promise.reject(new TypeError("network"));
  const requests = [
    unreachable,
    answering(500, ""),
    answering(429, "<html>"),
    answering(200, '{"links":{"owner":"own"}}'),
    answering(201, "<html>"),
    answering(201, "null"),
    answering(201, '{"links":{"owner":"../x"}}'),
  ];
  for (const request of requests) {
    const created = await createBoard(KEY, request);
    assert.ok("problem" in created && created.problem.length > 10);
  }
});

Deno.test("a lost answer is told apart from a refusal, because the request may be repeated", async () => {
  const why = async (request: typeof fetch) => {
    const created = await createBoard(KEY, request);
    return "problem" in created ? created.why : "created";
  };
  assert.equal(await why(() => Promise.reject(new TypeError("network"))), "away");
  assert.equal(await why(answering(201, "")), "away");
  for (const status of [502, 503, 504]) assert.equal(await why(answering(status, "")), "away");
  assert.equal(await why(answering(409, JSON.stringify({ code: "keyReused" }))), "ended");
  for (const status of [400, 401, 403, 429, 500]) assert.equal(await why(answering(status, "")), undefined);
});

Deno.test("the key travels with the request", async () => {
  let sent: Headers | undefined;
  await createBoard(KEY, (_, init) => {
    sent = new Headers(init?.headers);
    return Promise.reject(new TypeError("network"));
  });
  assert.equal(sent?.get("idempotency-key"), KEY);
});
