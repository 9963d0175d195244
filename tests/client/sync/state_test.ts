import assert from "node:assert/strict";
import { fetchState } from "../../../client/sync/state.ts";

const UPDATE = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

/** Answers in chunks of 250 bytes. */
function answering(headers: Record<string, string>, status = 200): typeof fetch {
  const body = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < UPDATE.length; at += 250) controller.enqueue(UPDATE.slice(at, at + 250));
        controller.close();
      },
    });
  return () => Promise.resolve(new Response(status === 200 ? body() : null, { status, headers }));
}

Deno.test("the state of a board arrives whole, and its progress is reported", async () => {
  const parts: number[] = [];
  const request = answering({ "drawbridge-role": "editor", "drawbridge-bytes": "1000" });
  const state = await fetchState("slug", { request, onPart: (part) => parts.push(part) });
  assert.deepEqual(state, { update: UPDATE, role: "editor" });
  assert.deepEqual(parts, [0.25, 0.5, 0.75, 1]);
});

Deno.test("no progress is reported if the server does not send the size", async () => {
  const parts: number[] = [];
  const state = await fetchState("slug", { request: answering({}), onPart: (part) => parts.push(part) });
  assert.deepEqual(state, { update: UPDATE, role: undefined });
  assert.deepEqual(parts, []);
});

Deno.test("a link that opens nothing is distinguished from an unreachable server", async () => {
  assert.equal(await fetchState("slug", { request: answering({}, 404) }), "absent");
  assert.equal(await fetchState("slug", { request: answering({}, 503) }), undefined);
  assert.equal(await fetchState("slug", { request: () => Promise.reject(new TypeError("offline")) }), undefined);
});
