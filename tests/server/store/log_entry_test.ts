import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { Damaged } from "../../../server/store/damage.ts";
import { AUTHOR_CLIENTS_MAX, AUTHORS_MAX, type EntryOrigin } from "../../../server/store/entry_origin.ts";
import { originOf, packEntry, unpackEntry } from "../../../server/store/log_entry.ts";

const UPDATE = new Uint8Array([1, 2, 3]);
const LINK = "00ff".repeat(16);
const ORIGIN: EntryOrigin = {
  committed: 1_800_000_000_000,
  authors: [
    { link: LINK, name: "Ann Ærø 😀", clients: [1, 4_294_967_295] },
    { name: "", clients: [] },
  ],
};

Deno.test("an entry says when it was committed and who wrote it", () => {
  assert.deepEqual(unpackEntry(packEntry(UPDATE, ORIGIN)), { update: UPDATE, origin: ORIGIN });
});

Deno.test("the bytes of an entry are as specified", () => {
  const packed = packEntry(UPDATE, { committed: 128, authors: [{ name: "é", clients: [5] }] });
  assert.equal(packed[0], 3);
  assert.equal(new DataView(packed.buffer).getUint32(1), crc32(packed.subarray(5)));
  assert.deepEqual([...packed.subarray(5)], [128, 1, 1, 0, 0, 2, 0xc3, 0xa9, 1, 5, 1, 2, 3]);
});

Deno.test("an entry by one author with a link is at most 64 bytes larger than its update", () => {
  const author = { link: LINK, name: "Annabelle", clients: [4_294_967_295] };
  assert.ok(packEntry(UPDATE, { committed: Date.now(), authors: [author] }).length - UPDATE.length <= 64);
});

Deno.test("earlier formats are read, without time and authors", () => {
  // CRC-32 of 1, 2, 3.
  assert.deepEqual(unpackEntry(new Uint8Array([2, 0x55, 0xbc, 0x80, 0x1d, 1, 2, 3])), { update: UPDATE });
  assert.deepEqual(unpackEntry(new Uint8Array([1, 1, 2, 3])), { update: UPDATE });
});

Deno.test("a later format is refused and is not damage", () => {
  const packed = packEntry(UPDATE, ORIGIN);
  packed[0] = 4;
  assert.throws(() => unpackEntry(packed), (error) => {
    assert.ok(error instanceof Error && !(error instanceof Damaged));
    assert.equal(error.message, "Cannot read entry as its version is newer: 4");
    return true;
  });
});

Deno.test("any changed byte is damage, in the origin too, or a later format", () => {
  const packed = packEntry(UPDATE, ORIGIN);
  for (let i = 1; i < packed.length; i++) {
    const changed = packed.slice();
    changed[i] ^= 1;
    assert.throws(() => unpackEntry(changed), Damaged, `byte ${i}`);
  }
  for (let length = 0; length < packed.length; length++) {
    assert.throws(() => unpackEntry(packed.slice(0, length)), Damaged, `${length} bytes`);
  }
});

Deno.test("an author's id of an unknown kind is ignored", () => {
  const rest = [1, 1, 2, 3, 9, 9, 9, 1, 0x41, 0, ...UPDATE];
  const packed = new Uint8Array([3, 0, 0, 0, 0, ...rest]);
  new DataView(packed.buffer).setUint32(1, crc32(new Uint8Array(rest)));
  assert.deepEqual(unpackEntry(packed), {
    update: UPDATE,
    origin: { committed: 1, authors: [{ name: "A", clients: [] }] },
  });
});

Deno.test("a damaged entry has no origin, and neither has an entry that was set aside", () => {
  assert.equal(originOf(packEntry(UPDATE, ORIGIN).fill(0, 1, 5)), undefined);
  assert.equal(originOf({ setAside: "it is damaged" }), undefined);
});

Deno.test("authors and their client ids are bounded, so that every origin fits in a value", () => {
  const clients = Array.from({ length: 1_000 }, (_, i) => 4_294_967_295 - i);
  const author = { link: LINK, name: "😀".repeat(40), clients };
  const packed = packEntry(new Uint8Array(), { committed: Date.now(), authors: Array(1_000).fill(author) });
  assert.ok(packed.length < 32_768, `${packed.length}`);
  const { authors } = unpackEntry(packed).origin!;
  assert.equal(authors.length, AUTHORS_MAX);
  assert.equal(authors[0].clients.length, AUTHOR_CLIENTS_MAX);
});
