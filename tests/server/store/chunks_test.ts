import assert from "node:assert/strict";
import type { Entry } from "../../../server/database/database.ts";
import { MemoryDatabase } from "../../../server/database/memory_database.ts";
import { type Around, WrappedDatabase } from "../../../server/database/wrapped_database.ts";
import { readChunks, writeChunks } from "../../../server/store/chunks.ts";
import { Damaged } from "../../../server/store/damage.ts";

const BYTES = Uint8Array.from({ length: 1_500_000 }, (_, i) => i * 7);
const PREFIX = ["chunks"];

/** A database that changes the chunks that are read. */
function reading(change: (chunks: Entry<Uint8Array>[]) => Entry<Uint8Array>[]): WrappedDatabase {
  const around: Around = async (run, operation) => {
    const result = await run();
    return operation === "list" ? change(result as Entry<Uint8Array>[]) as typeof result : result;
  };
  return new WrappedDatabase(new MemoryDatabase(), around);
}

Deno.test("bytes of any length are written in chunks, read back and compared", async () => {
  const database = new MemoryDatabase();
  for (const length of [0, 1, 65_536, 65_537, BYTES.length]) {
    const bytes = BYTES.slice(0, length);
    const { chunked } = await writeChunks(database, PREFIX, bytes);
    assert.deepEqual(await readChunks(database, PREFIX, chunked), bytes);
  }
});

Deno.test("nothing refers to chunks that are read differently than they were written", async () => {
  const changes: ((chunks: Entry<Uint8Array>[]) => Entry<Uint8Array>[])[] = [
    (chunks) => chunks.map((chunk) => ({ ...chunk, value: chunk.value.map((byte, i) => i === 9 ? byte ^ 1 : byte) })),
    (chunks) => chunks.slice(1),
    (chunks) => chunks.slice(0, -1),
    (chunks) => chunks.toReversed(),
    (chunks) => chunks.map((chunk) => ({ ...chunk, value: new Uint8Array([...chunk.value, 0]) })),
    (chunks) => chunks.map((chunk) => ({ ...chunk, value: "text" as unknown as Uint8Array })),
  ];
  for (const change of changes) {
    await assert.rejects(() => writeChunks(reading(change), PREFIX, BYTES.slice(0, 300_000)), Damaged);
  }
});
