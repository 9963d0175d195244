import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeDirect, type DirectFrame, encodeDirect } from "../../../board/wire/direct_frame.ts";
import { DIRECT_PEOPLE_MAX, SIGNAL_BYTES_MAX } from "../../../board/wire/direct_limits.ts";
import { Malformed } from "../../../board/wire/malformed.ts";
import { decodeFrame } from "../../../board/wire/protocol.ts";

const FRAMES: readonly DirectFrame[] = [
  { step: "join", id: 4_294_967_295 },
  { step: "leave" },
  { step: "members", ids: [], iceServers: "[]" },
  { step: "members", ids: [1, 300, 4_294_967_295], iceServers: '[{"urls":"stun:a"}]' },
  { step: "signal", peer: 7, text: "é" },
];

function bodyOf(frame: DirectFrame): Uint8Array {
  const decoded = decodeFrame(encodeDirect(frame));
  assert(decoded.kind === "direct");
  return decoded.body;
}

Deno.test("direct frames survive encoding; truncated and longer ones are malformed", () => {
  for (const frame of FRAMES) {
    const body = bodyOf(frame);
    assert.deepEqual(decodeDirect(body), frame);
    for (let length = 0; length < body.length; length++) {
      assert.throws(() => decodeDirect(body.subarray(0, length)), Malformed);
    }
    assert.throws(() => decodeDirect(Uint8Array.from([...body, 0])), Malformed);
  }
});

Deno.test("too many people, too long texts, bad UTF-8 and unknown steps are malformed", () => {
  const ids = Array.from({ length: DIRECT_PEOPLE_MAX + 1 }, (_, i) => i);
  assert.throws(() => decodeDirect(bodyOf({ step: "members", ids, iceServers: "[]" })), Malformed);
  const longest = bodyOf({ step: "signal", peer: 1, text: "a".repeat(SIGNAL_BYTES_MAX) });
  assert.equal(decodeDirect(longest).step, "signal");
  assert.throws(
    () => decodeDirect(bodyOf({ step: "signal", peer: 1, text: "a".repeat(SIGNAL_BYTES_MAX + 1) })),
    Malformed,
  );
  assert.throws(() => decodeDirect(Uint8Array.of(3, 1, 1, 0xff)), Malformed);
  assert.throws(() => decodeDirect(Uint8Array.of(4)), Malformed);
});

Deno.test("random bytes are malformed or a frame", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        decodeDirect(bytes);
      } catch (error) {
        assert.ok(error instanceof Malformed);
      }
    }),
    { seed: 1, numRuns: 3_000 },
  );
});
