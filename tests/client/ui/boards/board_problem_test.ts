import assert from "node:assert/strict";
import { BOARDS } from "../../../../client/messages/en/boards.ts";
import { boardProblem } from "../../../../client/ui/boards/board_problem.ts";

const answer = (code: string) => Response.json({ code, error: "x" }, { status: 400 });

Deno.test("each reason why nothing was done has its words, and those of one request come first", async () => {
  assert.equal(await boardProblem(undefined), BOARDS.noServer);
  assert.equal(await boardProblem(answer("noSuchLink")), BOARDS.mayNot);
  assert.equal(await boardProblem(answer("notFound")), BOARDS.mayNot);
  assert.equal(await boardProblem(answer("signInFirst")), BOARDS.signedOut);
  assert.equal(await boardProblem(answer("tooManyRequests")), BOARDS.tooMany);
  assert.equal(await boardProblem(answer("of a later version")), BOARDS.notNow);
  assert.equal(await boardProblem(new Response("<html>", { status: 502 })), BOARDS.notNow);
  assert.equal(
    await boardProblem(answer("signInFirst"), { signInFirst: BOARDS.addressSignIn }),
    BOARDS.addressSignIn,
  );
});
