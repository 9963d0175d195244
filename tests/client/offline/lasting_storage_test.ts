import assert from "node:assert/strict";
import * as Y from "yjs";
import { askToStay } from "../../../client/offline/lasting_storage.ts";

function device({ isLasting = false } = {}) {
  const kept = new Map<string, string>(), asked: string[] = [];
  return {
    asked,
    memory: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    storage: {
      persisted: () => Promise.resolve(isLasting),
      persist: () => Promise.resolve(asked.push("persist") > 0),
    },
  };
}

const change = (doc: Y.Doc, origin: string) =>
  doc.transact(() => doc.getMap("shapes").set(crypto.randomUUID(), 1), origin);
const settled = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("the browser is asked with the first own change, and once for all boards", async () => {
  const { asked, ...given } = device();
  for (let board = 0; board < 2; board++) {
    const doc = new Y.Doc();
    askToStay(doc, given);
    for (const origin of ["remote", "cache"]) change(doc, origin);
    await settled();
    assert.equal(asked.length, board);
    for (let i = 0; i < 3; i++) change(doc, "local");
    await settled();
    assert.equal(asked.length, 1);
  }
});

Deno.test("a browser that keeps everything, has no storage or cannot note that it was asked is left alone", async () => {
  const { asked, storage, memory } = device({ isLasting: true });
  const full = { ...memory, setItem: () => assert.fail("no room") };
  for (
    const given of [{ storage, memory }, { storage: undefined, memory }, { storage, memory: undefined }, {
      storage,
      memory: full,
    }]
  ) {
    const doc = new Y.Doc();
    askToStay(doc, given);
    change(doc, "local");
    await settled();
  }
  assert.deepEqual(asked, []);
});
