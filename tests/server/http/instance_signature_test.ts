import assert from "node:assert/strict";
import { InstanceSignature } from "../../../server/http/instance_signature.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
const CLIENT = { address: "2001:db8:0:1::/64", network: "2001:db8:0::/48" };
const SIGNED = { method: "POST", path: "/api/boards/slug/poll?b=1" };

let now = 1_800_000_000_000;
const signature = (secret = SECRET) => new InstanceSignature(secret, { today: () => now });

Deno.test("a signed request names its client, for clients of every form", async () => {
  for (const client of [CLIENT, { address: "192.0.2.7", network: "192.0.2.0/24" }, { address: "", network: "a b" }]) {
    assert.deepEqual(await signature().verify(await signature().sign(SIGNED, client), SIGNED), client);
  }
});

Deno.test("a signature with another secret, of another request or of another client is not valid", async () => {
  const header = await signature().sign(SIGNED, CLIENT);
  assert.equal(await signature(SECRET.replace("0", "1")).verify(header, SIGNED), undefined);
  assert.equal(await signature().verify(header, { ...SIGNED, method: "GET" }), undefined);
  assert.equal(await signature().verify(header, { ...SIGNED, path: "/api/boards/other/poll?b=1" }), undefined);
  assert.equal(await signature().verify(header.replace("2001", "2002"), SIGNED), undefined);
  const time = String(now);
  assert.equal(await signature().verify(header.replace(time, String(now + 1)), SIGNED), undefined);
  for (let i = 0; i < 64; i++) {
    const at = header.length - 1 - i;
    const other = header[at] === "0" ? "1" : "0";
    assert.equal(await signature().verify(header.slice(0, at) + other + header.slice(at + 1), SIGNED), undefined);
  }
});

Deno.test("a malformed header is not valid and does no harm", async () => {
  const header = await signature().sign(SIGNED, CLIENT);
  const some = ["", " ", SECRET, header.slice(0, -1), `${header} x`, ` ${header}`, "1 %E0%A4%A 1 " + "0".repeat(64)];
  for (const bad of some) assert.equal(await signature().verify(bad, SIGNED), undefined, bad);
});

Deno.test("a signature is valid for a minute", async () => {
  const header = await signature().sign(SIGNED, CLIENT);
  now += 60_000;
  assert.deepEqual(await signature().verify(header, SIGNED), CLIENT);
  now += 1;
  assert.equal(await signature().verify(header, SIGNED), undefined);
  now -= 120_002;
  assert.equal(await signature().verify(header, SIGNED), undefined);
});

Deno.test("only an instance with the same secret can answer a signed request, and an answer is no signature", async () => {
  const request = { method: "GET", path: "/healthz" };
  const [a, b, thief] = ["x", "x", "y"].map((secret) => new InstanceSignature(secret.repeat(32)));
  const header = await a.sign(request, { address: "", network: "" });
  const answer = await b.answer(header);
  assert.ok(await a.isAnswer(answer, header));
  assert.ok(!await a.isAnswer(answer, `${header} `));
  assert.ok(!await a.isAnswer(await thief.answer(header), header));
  for (const wrong of [null, "", header, answer.slice(2)]) assert.ok(!await a.isAnswer(wrong, header));
  assert.equal(await a.verify(answer, request), undefined);
});
