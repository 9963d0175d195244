import assert from "node:assert/strict";
import { backup, restore } from "../../../server/backup/backup.ts";
import { readRegistration } from "../../../server/webhooks/registration.ts";
import { Registrations } from "../../../server/webhooks/registrations.ts";
import { newWebhookSecret } from "../../../server/webhooks/webhook_secret.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import { KvLinkStore } from "../../../server/store/kv_link_store.ts";

const webhook = { id: "w", url: "https://hooks.example.org/", created: 1, secret: newWebhookSecret() };
const quiet = { progress: () => {}, warn: (sentence: string) => assert.fail(sentence) };

Deno.test("a restored board has the webhooks of its backup, and one without any has none", async () => {
  using from = await openDatabase(":memory:");
  using to = await openDatabase(":memory:");
  for (const [board, slug] of [["one", "o"], ["two", "t"]]) {
    await new KvLinkStore(from).createBoard(board, [{ slug: slug.repeat(22), role: "owner" }]);
  }
  await new Registrations(from, Date.now).add("one", webhook);
  const renewed = await new Registrations(from, Date.now).renewSecret("one", "w");
  const file = await Array.fromAsync(backup(from, quiet));
  await restore(to, () => ReadableStream.from(file), quiet);
  const restored = new Registrations(to, Date.now);
  await restored.refresh();
  assert.deepEqual(await restored.list("one"), [renewed]);
  assert.deepEqual(await restored.list("two"), []);
  assert.deepEqual([restored.mayHave("one"), restored.mayHave("two")], [true, false]);

  await restored.add("two", webhook);
  await restore(to, () => ReadableStream.from(file), { ...quiet, replace: true });
  await restored.refresh();
  assert.deepEqual([await restored.list("two"), restored.mayHave("two")], [[], false]);
  assert.deepEqual(await restored.list("one"), [renewed]);
});

Deno.test("a webhook in a file is checked", () => {
  assert.deepEqual(readRegistration(webhook), webhook);
  const bad = [
    ...[null, 1, {}, { ...webhook, id: "a/b" }, { ...webhook, url: "http://10.0.0.1/" }, { ...webhook, secret: "s" }],
    ...[{ ...webhook, created: "1" }, { ...webhook, previous: { secret: "s", until: 1 } }],
  ];
  for (const each of bad) assert.equal(readRegistration(each), undefined, JSON.stringify(each));
});
