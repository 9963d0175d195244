import assert from "node:assert/strict";
import { errorResponse, ERRORS } from "../../../server/http/error_response.ts";

const PROTOCOL = new URL("../../../board/PROTOCOL.md", import.meta.url);

Deno.test("the protocol lists every error code with its status", async () => {
  const [, section] = (await Deno.readTextFile(PROTOCOL)).split(/^11\.9 /m);
  const listed = [...section.split(/^## /m)[0].matchAll(/^\| (\d{3}) +\| (.+?) +\|$/gm)]
    .flatMap(([, status, codes]) => codes.split(", ").map((code) => [code.replaceAll("`", ""), Number(status)]));
  const sorted = (pairs: readonly (readonly [string, number])[]) => [...pairs].sort(([a], [b]) => a < b ? -1 : 1);
  const expected = Object.entries(ERRORS).map(([code, [status]]) => [code, status] as const);
  assert.deepEqual(sorted(listed as [string, number][]), sorted(expected));
});

Deno.test("an error has a status, a code and a text", async () => {
  const response = errorResponse("busy", { retryAfterMs: 1_500 });
  assert.equal(response.status, 503);
  assert.equal(response.headers.get("retry-after"), "2");
  assert.deepEqual(await response.json(), { code: "busy", error: ERRORS.busy[1] });
});
