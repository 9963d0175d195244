import assert from "node:assert/strict";
import fc from "fast-check";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awareness from "y-protocols/awareness";
import * as syncProtocol from "y-protocols/sync";
import * as Y from "yjs";
import {
  decodeFrame,
  encodeAwareness,
  encodeDenied,
  encodeInkFrame,
  encodeNotice,
  encodeQueryAwareness,
  encodeSaved,
  encodeSync,
  isFinal,
  KIND,
  SYNC,
} from "../../../board/wire/protocol.ts";

const SEED = 20_257;
const body = fc.uint8Array({ maxLength: 300 });

Deno.test("every frame survives encoding and decoding", () => {
  fc.assert(
    fc.property(body, fc.array(body, { maxLength: 5 }), fc.nat(), fc.string(), (bytes, entries, count, text) => {
      assert.deepEqual(decodeFrame(encodeSync(SYNC.step1, bytes)), { kind: "step1", stateVector: bytes });
      assert.deepEqual(decodeFrame(encodeSync(SYNC.step2, bytes)), { kind: "step2", update: bytes });
      assert.deepEqual(decodeFrame(encodeSync(SYNC.update, bytes)), { kind: "update", update: bytes });
      assert.deepEqual(decodeFrame(encodeAwareness(bytes)), { kind: "awareness", body: bytes });
      assert.deepEqual(decodeFrame(encodeInkFrame(entries)), { kind: "ink", entries });
      assert.deepEqual(decodeFrame(encodeSaved(count)), { kind: "saved", count });
      const wellFormed = text.toWellFormed();
      assert.deepEqual(decodeFrame(encodeNotice("role", wellFormed)), {
        kind: "notice",
        code: "role",
        text: wellFormed,
      });
      assert.deepEqual(decodeFrame(encodeDenied(wellFormed)), { kind: "denied", reason: wellFormed });
      assert.deepEqual(decodeFrame(encodeQueryAwareness()), { kind: "queryAwareness" });
    }),
    { seed: SEED },
  );
});

Deno.test("lengths of every varint size are compatible with lib0", () => {
  for (const length of [0, 1, 127, 128, 16_383, 16_384, 2_097_152]) {
    const frame = decodeFrame(encodeSync(SYNC.update, new Uint8Array(length)));
    assert(frame.kind === "update" && frame.update.length === length);
  }
});

Deno.test("frames of a stock y-websocket client are decoded", () => {
  const doc = new Y.Doc();
  doc.getMap("shapes").set("a", 1);
  const frame = (kind: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    return decodeFrame(encoding.toUint8Array(encoder));
  };
  assert.deepEqual(frame(KIND.sync, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)), {
    kind: "step1",
    stateVector: Y.encodeStateVector(doc),
  });
  assert.deepEqual(frame(KIND.sync, (encoder) => syncProtocol.writeSyncStep2(encoder, doc)), {
    kind: "step2",
    update: Y.encodeStateAsUpdate(doc),
  });
  const presence = new awareness.Awareness(doc);
  const states = awareness.encodeAwarenessUpdate(presence, [doc.clientID]);
  assert.deepEqual(frame(KIND.awareness, (encoder) => encoding.writeVarUint8Array(encoder, states)), {
    kind: "awareness",
    body: states,
  });
  presence.destroy();
});

Deno.test("a stock client decodes our sync frames", () => {
  const from = new Y.Doc(), to = new Y.Doc();
  from.getMap("shapes").set("a", 1);
  const decoder = decoding.createDecoder(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(from)));
  assert.equal(decoding.readVarUint(decoder), KIND.sync);
  syncProtocol.readSyncMessage(decoder, encoding.createEncoder(), to, "test");
  assert.equal(to.getMap("shapes").get("a"), 1);
});

Deno.test("truncated frames and frames with trailing bytes throw", () => {
  const frames = [
    encodeSync(SYNC.update, Uint8Array.of(1, 2, 3)),
    encodeAwareness(Uint8Array.of(1, 2, 3)),
    encodeSaved(300),
    encodeNotice("leaving", "Back soon"),
    encodeDenied("no"),
  ];
  for (const frame of frames) {
    for (let length = 0; length < frame.length; length++) assert.throws(() => decodeFrame(frame.subarray(0, length)));
    assert.throws(() => decodeFrame(Uint8Array.from([...frame, 0])));
  }
  assert.throws(() => decodeFrame(Uint8Array.of(KIND.ink, 5, 1)));
  assert.throws(() => decodeFrame(Uint8Array.of(KIND.sync, 3, 0)));
});

Deno.test("random bytes throw an Error or decode to a frame that lies within them", () => {
  const kinds = fc.constantFrom(...Object.values(KIND), 4, 99, 128);
  fc.assert(
    fc.property(kinds, body, (kind, bytes) => {
      try {
        const frame = decodeFrame(Uint8Array.from([kind, ...bytes]));
        if (frame.kind === "ink") assert(frame.entries.reduce((sum, entry) => sum + entry.length, 0) <= bytes.length);
        if (frame.kind === "update") assert(frame.update.length <= bytes.length);
      } catch (error) {
        assert(error instanceof Error && !(error instanceof assert.AssertionError), String(error));
      }
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});

Deno.test("an unassigned kind is decoded as unknown", () => {
  assert.deepEqual(decodeFrame(Uint8Array.of(119, 1, 2, 3)), { kind: "unknown", number: 119 });
});

Deno.test("close codes from 4400 to 4499 are final", () => {
  assert.deepEqual([1012, 1013, 4399, 4400, 4499, 4500].map(isFinal), [false, false, false, true, true, false]);
});
