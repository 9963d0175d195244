import assert from "node:assert/strict";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import { CLOSE } from "../../../board/wire/protocol.ts";
import { errorResponse, ERRORS } from "../../../server/http/error_response.ts";
import { pollAnswer, updatesAnswer } from "../../../server/routes/polling_answers.ts";
import { PolledSocket } from "../../../server/session/polled_socket.ts";

function socketClosedWith(code: number): PolledSocket {
  const socket = new PolledSocket({ added() {}, saved() {}, closed() {} });
  socket.close(code, "");
  return socket;
}

const open = new PolledSocket({ added() {}, saved() {}, closed() {} });

async function facts(response: Response): Promise<unknown[]> {
  assert.equal(response.headers.get("cache-control"), "no-store");
  const { code, error, close } = await response.json();
  assert.ok(typeof error === "string" && error.length > 5, "a reason for people");
  return [response.status, code, close, response.headers.get("retry-after")];
}

Deno.test("every refusal of a poll or of updates has a status, a code and a reason, and says when to try again", async () => {
  assert.deepEqual(await facts(pollAnswer("stale", open)), [409, "outOfStep", undefined, null]);
  assert.deepEqual(await facts(pollAnswer("unsaved", open)), [503, "unavailable", undefined, "2"]);
  assert.deepEqual(await facts(updatesAnswer("gap", open)), [409, "outOfStep", undefined, null]);
  assert.deepEqual(await facts(updatesAnswer("full", open)), [413, "noRoom", undefined, null]);
  assert.deepEqual(await facts(updatesAnswer("unsaved", open)), [503, "unavailable", undefined, "2"]);
  for (
    const [close, status, code, retry] of [
      [CLOSE.malformed, 400, "badRequest", null],
      [CLOSE.noSuchLink, 404, "noSuchLink", null],
      [CLOSE.linkEnded, 404, "noSuchLink", null],
      [CLOSE.boardDeleted, 404, "noSuchLink", null],
      [CLOSE.tooLarge, 413, "tooLarge", null],
      [CLOSE.tooMany, 429, "tooManyFrames", "30"],
      [CLOSE.restarting, 503, "restarting", "2"],
      [CLOSE.tryAgain, 503, "busy", "2"],
      [1011, 503, "busy", "2"],
    ] as const
  ) {
    for (
      const answer of [pollAnswer("closed", socketClosedWith(close)), updatesAnswer("closed", socketClosedWith(close))]
    ) {
      assert.deepEqual(await facts(answer), [status, code, close, retry], `${close}`);
    }
  }
});

Deno.test("each error after which a client may try again says when, in every part of the API", () => {
  for (const [code, [status]] of Object.entries(ERRORS)) {
    const says = errorResponse(code as ErrorCode).headers.has("retry-after");
    assert.equal(says, status === 429 || status === 503, code);
  }
});
