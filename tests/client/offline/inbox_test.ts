import assert from "node:assert/strict";
import {
  emptyInbox,
  filesOfForm,
  INBOX_BYTES_MAX,
  INBOX_FILES_MAX,
  inboxNames,
  putIntoInbox,
  takeFromInbox,
} from "../../../client/offline/inbox.ts";
import { CacheMemory } from "../../support/client/cache_memory.ts";

const ORIGIN = "https://board.test";
const file = (name: string, text = "x", type = "image/png") => new File([text], name, { type });

Deno.test("files wait with name, type and content, and are taken once", async () => {
  const caches = new CacheMemory(ORIGIN);
  await putIntoInbox([file("ä/ö \n.png", "one"), file("b.tldr", "two", "")], caches);
  assert.deepEqual(await inboxNames(caches), ["ä/ö \n.png", "b.tldr"]);
  const [one, two] = await takeFromInbox(caches);
  assert.deepEqual([one.name, one.type, await one.text()], ["ä/ö \n.png", "image/png", "one"]);
  assert.deepEqual([two.name, await two.text()], ["b.tldr", "two"]);
  assert.deepEqual(await takeFromInbox(caches), []);
});

Deno.test("a later share replaces an earlier one, and a discarded one is gone", async () => {
  const caches = new CacheMemory(ORIGIN);
  await putIntoInbox([file("a.png"), file("b.png")], caches);
  await putIntoInbox([file("c.png")], caches);
  assert.deepEqual(await inboxNames(caches), ["c.png"]);
  await emptyInbox(caches);
  assert.deepEqual(await takeFromInbox(caches), []);
});

Deno.test("what one app may put there is bounded", async () => {
  const caches = new CacheMemory(ORIGIN);
  await putIntoInbox(Array.from({ length: INBOX_FILES_MAX + 5 }, (_, i) => file(`${i}.png`)), caches);
  assert.equal((await inboxNames(caches)).length, INBOX_FILES_MAX);
  const large = Object.defineProperty(file("large.png"), "size", { value: INBOX_BYTES_MAX });
  await putIntoInbox([file("small.png"), large, file("later.png")], caches);
  assert.deepEqual(await inboxNames(caches), ["small.png"]);
});

Deno.test("shared words become a text file, without repetitions", async () => {
  const form = new FormData();
  form.set("title", "Plan");
  form.set("text", "https://example.org/");
  form.set("url", "https://example.org/");
  form.append("files", file("a.png"));
  form.append("files", new File([], ""));
  form.append("other", file("other.png"));
  const [picture, words, ...more] = filesOfForm(form);
  assert.equal(picture.name, "a.png");
  assert.deepEqual([words.type, await words.text()], ["text/plain", "Plan\nhttps://example.org/"]);
  assert.deepEqual(more, []);
  assert.deepEqual(filesOfForm(new FormData()), []);
});
