import assert from "node:assert/strict";
import { UnreadBodies } from "../../../server/admission/unread_bodies.ts";

Deno.test("a limited number of bodies stays unread, and the oldest is dropped first", () => {
  const bodies = new UnreadBodies();
  const dropped: number[] = [];
  for (let i = 0; i < 1_002; i++) {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ cancel: () => void dropped.push(i) });
    bodies.add(body.getReader());
  }
  assert.deepEqual(dropped, [0, 1]);
  bodies.close();
  bodies.close();
  assert.equal(dropped.length, 1_002);
});
