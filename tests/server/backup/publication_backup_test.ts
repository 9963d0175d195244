import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { newSecret } from "../../../board/id.ts";
import { backup, restore } from "../../../server/backup/backup.ts";
import type { Database } from "../../../server/database/database.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";
import { type Publication, PublicationStore } from "../../../server/store/publications/publication_store.ts";
import { crashEverywhere } from "../../support/store/crashes.ts";
import { databaseKinds } from "../../support/store/database_kinds.ts";

const CHOICE = { title: "Plans", mayIndex: true };
/** More than one record of a file takes. */
const PICTURE = new Uint8Array(300_000).fill(7);

const quiet = { progress: () => {}, warn: (sentence: string) => assert.fail(sentence) };

async function fileOf(database: Database): Promise<Uint8Array> {
  return new Uint8Array(Buffer.concat(await Array.fromAsync(backup(database, quiet))));
}

const restored = (database: Database, file: Uint8Array) =>
  restore(database, () => ReadableStream.from([file]), { replace: true, progress: () => {} });

const kinds = await databaseKinds();

for (const kind of kinds) {
  Deno.test({
    name: `on ${kind.name}, a restored board has its published page at the same address`,
    ignore: kind.ignore,
    async fn() {
      await using opened = await kind.open();
      const { database } = opened;
      const store = new PublicationStore(database, { now: () => 7 });
      await new KvLinkStore(database).createBoard("one", [{ slug: newSecret(), role: "owner" }]);
      const { id } = await store.publish("one", CHOICE, PICTURE) as Publication;
      const file = await fileOf(database);
      await store.unpublish("one");
      const later = await store.publish("one", { ...CHOICE, title: "Later" }, PICTURE.subarray(0, 9)) as Publication;
      await restored(database, file);
      assert.equal(await store.find(later.id), undefined, "the page of after the backup is gone");
      const { board, publication } = (await store.find(id))!;
      assert.deepEqual([board, publication.title, publication.mayIndex, publication.at], ["one", "Plans", true, 7]);
      const { picture } = (await store.copy("one"))!;
      assert.ok(Buffer.compare(picture, PICTURE) === 0);
    },
  });
}

Deno.test("a board of which nothing is published stays so", async () => {
  await using opened = await kinds[0].open();
  const { database } = opened;
  await new KvLinkStore(database).createBoard("one", [{ slug: newSecret(), role: "owner" }]);
  await restored(database, await fileOf(database));
  assert.equal(await new PublicationStore(database).of("one"), undefined);
});

Deno.test("a crash at any operation of a restore leaves the old page or the restored one, never none", async () => {
  const file = await fileOfPublished("Plans", PICTURE);
  const operations = await crashEverywhere({
    prepare: (database) => publishOne(database, "Later", PICTURE.subarray(0, 9)),
    steps: (database) => [() => restored(database, file)],
    async look(database) {
      const copy = await new PublicationStore(database).copy("one");
      // The difference of two long pictures takes minutes to print.
      return copy && { title: copy.title, bytes: copy.picture.length };
    },
  });
  assert.ok(operations > 10, `only ${operations} operations`);
});

async function publishOne(database: Database, title: string, picture: Uint8Array): Promise<void> {
  await new KvLinkStore(database).createBoard("one", [{ slug: newSecret(), role: "owner" }]);
  await new PublicationStore(database).publish("one", { ...CHOICE, title }, picture);
}

async function fileOfPublished(title: string, picture: Uint8Array): Promise<Uint8Array> {
  await using opened = await kinds[0].open();
  await publishOne(opened.database, title, picture);
  return await fileOf(opened.database);
}
