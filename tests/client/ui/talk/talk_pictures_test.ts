import assert from "node:assert/strict";
import { effect } from "@preact/signals";
import { TalkPictures } from "../../../../client/ui/talk/talk_pictures.ts";
import { FakeClock } from "../../../support/fake_clock.ts";

const FRESH_MS = 5 * 60_000;

/** Pictures of a server that has these; `undefined`: it does not answer. */
function watched(tokens: Record<string, string>) {
  const asked: string[][] = [];
  const server: { tokens: Record<string, string> | undefined } = { tokens };
  const clock = new FakeClock();
  const api = {
    pictures: (authors: readonly string[]) => {
      asked.push([...authors]);
      const found = Object.entries(server.tokens ?? {}).filter(([author]) => authors.includes(author));
      return Promise.resolve(server.tokens && new Map(found));
    },
  };
  return { pictures: new TalkPictures(api, clock), asked, server, clock };
}

/** All promises that are under way have been kept. */
const settled = () => new Promise((done) => setTimeout(done));

Deno.test("one rendering asks once, for the authors that are not known, and their pictures arrive", async () => {
  const { pictures, asked } = watched({ ada: "one" });
  const seen: (string | undefined)[][] = [];
  const stop = effect(() => void seen.push(["ada", "bo", "", "ada"].map((author) => pictures.of(author))));
  await settled();
  assert.deepEqual(asked, [["ada", "bo"]]);
  assert.deepEqual(seen, [[undefined, undefined, undefined, undefined], ["one", undefined, undefined, "one"]]);
  stop();
});

Deno.test("many authors are asked for in questions that the server takes", async () => {
  const { pictures, asked } = watched({});
  for (let i = 0; i < 120; i++) pictures.of(String(i));
  await settled();
  assert.deepEqual(asked.map(({ length }) => length), [50, 50, 20]);
});

Deno.test("a picture is asked for again after a while, and one that was removed goes", async () => {
  const { pictures, asked, server, clock } = watched({ ada: "one", bo: "two" });
  const look = async () => {
    pictures.of("ada");
    pictures.of("bo");
    await settled();
    return [pictures.of("ada"), pictures.of("bo")];
  };
  assert.deepEqual(await look(), ["one", "two"]);
  server.tokens = { bo: "three" };
  clock.pass(FRESH_MS);
  assert.deepEqual(await look(), ["one", "two"]);
  clock.pass(1);
  assert.deepEqual(await look(), [undefined, "three"]);
  assert.equal(asked.length, 2);
});

Deno.test("without an answer the pictures stay as they were, and are soon asked for again", async () => {
  const { pictures, asked, server, clock } = watched({ ada: "one" });
  pictures.of("ada");
  await settled();
  server.tokens = undefined;
  clock.pass(FRESH_MS + 1);
  pictures.of("ada");
  await settled();
  assert.equal(pictures.of("ada"), "one");
  await settled();
  assert.equal(asked.length, 2, "not at once");
  server.tokens = { ada: "two" };
  clock.pass(10_001);
  pictures.of("ada");
  await settled();
  assert.equal(pictures.of("ada"), "two");
});
