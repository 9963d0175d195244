import assert from "node:assert/strict";
import { PublishDesk } from "../../../../client/ui/publish/publish_desk.ts";

/** A desk whose server gives these answers, one after another; undefined: it cannot be reached. */
function deskWith(...answers: (Response | undefined)[]) {
  const asked: string[] = [];
  const request = (address: unknown, init?: RequestInit) => {
    asked.push(`${init?.method} ${address} ${init?.body ?? ""}`.trim());
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("no network"));
  };
  return { desk: new PublishDesk("owner", () => "Ada", request as typeof fetch), asked };
}

const refusal = (code: string, status: number) => Response.json({ code, error: "…" }, { status });
const PAGE = { id: "abc", at: 7, mayIndex: true };

Deno.test("a page is published with what the owner chose, and withdrawn", async () => {
  const { desk, asked } = deskWith(
    Response.json({ publication: null }),
    Response.json({ publication: PAGE }),
    new Response(null, { status: 204 }),
  );
  await desk.load();
  assert.equal(desk.published.value, null);
  assert.equal(await desk.publish({ title: "Plans", mayIndex: true }), true);
  assert.deepEqual(desk.published.value, PAGE);
  await desk.withdraw();
  assert.equal(desk.published.value, null);
  assert.deepEqual(asked, [
    "GET /api/boards/owner/publication",
    'PUT /api/boards/owner/publication {"title":"Plans","mayIndex":true}',
    "DELETE /api/boards/owner/publication",
  ]);
});

Deno.test("a failure says why, and what was published stays", async () => {
  const { desk } = deskWith(
    Response.json({ publication: PAGE }),
    refusal("boardTooLarge", 413),
    refusal("noSuchLink", 404),
    refusal("busy", 503),
    undefined,
  );
  await desk.load();
  const problems: string[] = [];
  for (let i = 0; i < 4; i++) {
    assert.equal(await desk.publish({ title: "", mayIndex: false }), false);
    problems.push(desk.problem.value);
  }
  assert.equal(new Set(problems).size, 4);
  assert.match(problems[0], /too large/);
  assert.deepEqual(desk.published.value, PAGE);
});
