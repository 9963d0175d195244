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
    const { chunked } = await writeChunks(database, PREFIX, [bytes]);
    assert.deepEqual(await readChunks(database, PREFIX, chunked), bytes);
  }
});

Deno.test("pieces of any length give the same chunks as the whole bytes", async () => {
  const database = new MemoryDatabase();
  const whole = (await writeChunks(database, PREFIX, [BYTES])).chunked;
  for (const size of [1_000, 65_536, 100_000]) {
    const pieces = Array.from(
      { length: Math.ceil(BYTES.length / size) },
      (_, i) => BYTES.subarray(i * size, (i + 1) * size),
    );
    const { chunked } = await writeChunks(database, PREFIX, [new Uint8Array(0), ...pieces]);
    assert.deepEqual({ ...chunked, id: whole.id }, whole);
    assert.deepEqual(await readChunks(database, PREFIX, chunked), BYTES);
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
    await assert.rejects(() => writeChunks(reading(change), PREFIX, [BYTES.slice(0, 300_000)]), Damaged);
  }
});
