import assert from "node:assert/strict";
import { START } from "../../../../client/messages/en/start.ts";
import { createBoard } from "../../../../client/ui/start/create_board.ts";

function answering(status: number, body: string): typeof fetch {
  return () => Promise.resolve(new Response(body, { status }));
}

Deno.test("creating a board returns its links", async () => {
  const links = { owner: "own", editor: "edit", viewer: "view" };
  assert.deepEqual(await createBoard(answering(201, JSON.stringify({ id: "x", links }))), { links });
});

Deno.test("the code of an error decides its message, and the text beside it does not matter", async () => {
  const problem = async (body: unknown) => await createBoard(answering(429, JSON.stringify(body)));
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
    const created = await createBoard(request);
    assert.ok("problem" in created && created.problem.length > 10);
  }
});
