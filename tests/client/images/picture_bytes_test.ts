import assert from "node:assert/strict";
import { PictureBytes } from "../../../client/images/picture_bytes.ts";
import { FakeClock, settled } from "../../support/fake_clock.ts";

function desk() {
  const clock = new FakeClock();
  const stored = new Map<string, Blob>();
  const asked: string[] = [], changed: string[] = [];
  const bytes = new PictureBytes({
    clock,
    local: (asset) => asset === "mine" ? new Blob(["m"]) : undefined,
    changed: (asset) => void changed.push(asset),
    server: {
      fetch: (asset) => {
        asked.push(asset);
        return Promise.resolve(stored.get(asset));
      },
    },
  });
  return { clock, stored, asked, changed, bytes };
}

Deno.test("a picture that another person is still sending is asked for until it is there", async () => {
  const { clock, stored, asked, changed, bytes } = desk();
  assert.equal(bytes.get("a"), undefined);
  await settled();
  clock.pass(1_000);
  await settled();
  assert.deepEqual([asked.length, changed.length, bytes.isMissing("a")], [2, 0, false]);
  const picture = new Blob(["a"]);
  stored.set("a", picture);
  clock.pass(2_000);
  await settled();
  assert.deepEqual(changed, ["a"]);
  assert.equal(bytes.get("a"), picture);
  clock.pass(100_000);
  assert.equal(asked.length, 3);
  bytes.close();
});

Deno.test("a picture that does not come is missing, until it comes after all", async () => {
  const { clock, stored, changed, bytes } = desk();
  bytes.get("a");
  for (const ms of [1_000, 2_000, 4_000, 8_000]) {
    await settled();
    clock.pass(ms);
  }
  await settled();
  assert.deepEqual([bytes.isMissing("a"), changed], [true, ["a"]]);
  assert.equal(await bytes.wait("a"), undefined);
  stored.set("a", new Blob(["a"]));
  bytes.retry();
  await settled();
  assert.equal(bytes.isMissing("a"), false);
  bytes.close();
});

Deno.test("bytes on this device need no server, and at most four requests run at once", async () => {
  const { asked, bytes } = desk();
  assert.ok(bytes.get("mine"));
  for (const asset of ["a", "b", "c", "d", "e", "f"]) bytes.get(asset);
  assert.equal(asked.length, 4);
  await settled();
  assert.equal(asked.length, 6);
  bytes.close();
});
