import assert from "node:assert/strict";
import { isGlobalUnicast } from "../../../server/outgoing/global_address.ts";
import { GuardedTarget, postTo } from "../../../server/webhooks/guarded_target.ts";
import { readWebhookUrl } from "../../../server/webhooks/registration.ts";
import type { Answer } from "../../../server/webhooks/target.ts";
import { TestCertificates } from "../../support/network/test_certificates.ts";

const PUBLIC = "93.184.215.14";
const request = (signal = new AbortController().signal) => ({ headers: { "webhook-id": "msg_1" }, body: "{}", signal });

Deno.test("an owner's address is https, port 443 or 8443, and a name", () => {
  for (const good of ["https://a.example.org", "https://a.example.org:8443/x?y=1", "https://xn--bcher-kva.example/"]) {
    assert.equal(readWebhookUrl(good), new URL(good).href);
  }
  const bad = [
    ...[undefined, 7, "", "no url", "https://", "javascript:alert(1)", "file:///etc/passwd", "wss://a.example.org"],
    ...["http://a.example.org", "https://a.example.org:22/", "https://a.example.org:80/", "https://u:p@a.example.org/"],
    ...["https://127.0.0.1/", "https://2130706433/", "https://0x7f000001/", "https://0177.1/", "https://127.1/"],
    ...["https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://１２７.0.0.1/", "https://①②⑦.0.0.1/"],
    ...["https://localhost/", "https://router/", "https://a.example.org./", "https://127.0.0.1./", "https://a.b.1/"],
    ...["https://a.example.org/#x", `https://a.example.org/${"x".repeat(1_000)}`, "https://a..example.org/"],
  ];
  for (const each of bad) assert.equal(readWebhookUrl(each), undefined, String(each));
});

Deno.test("only addresses of the public internet are global", () => {
  for (const good of [PUBLIC, "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]) {
    assert.equal(isGlobalUnicast(good), true, good);
  }
  const bad = [
    ...["0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255"],
    ...["192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"],
    ...["255.255.255.255", "192.88.99.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1"],
    ...["64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1"],
    ...["fd12:3456::1", "fe80::1", "fe80::1%eth0", "2606:4700::1%1", "fec0::1", "ff02::1", "5f00::1", "", "a name"],
  ];
  for (const each of bad) assert.equal(isGlobalUnicast(each), false, each);
});

/** A target whose names are those of a table, and which notes where it connects. */
function tabled(table: Record<string, readonly string[][]>) {
  const connected: string[] = [];
  let lookups = 0;
  const target = new GuardedTarget({
    resolve: (name) => Promise.resolve(table[name][Math.min(lookups++, table[name].length - 1)]),
    post: (_, address): Promise<Answer> => {
      connected.push(address);
      return Promise.resolve({ status: 200 });
    },
  });
  return { target, connected };
}

Deno.test("a name is refused when any of its addresses is not public", async () => {
  for (const addresses of [["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["2606:4700:4700::1111", "fd00::1"], ["::1"], []]) {
    const { target, connected } = tabled({ "a.example.org": [addresses] });
    await assert.rejects(target.post("https://a.example.org/", request()), /address that is not public/);
    assert.deepEqual(connected, [], addresses.join());
  }
  const { target, connected } = tabled({ "a.example.org": [["2606:4700:4700::1111", PUBLIC]] });
  assert.equal((await target.post("https://a.example.org/", request())).status, 200);
  assert.deepEqual(connected, [PUBLIC]);
});

Deno.test("a name is resolved once for each attempt, and the checked address is used, whatever it resolves to later", async () => {
  const { target, connected } = tabled({ "a.example.org": [[PUBLIC], ["127.0.0.1"]] });
  await target.post("https://a.example.org/", request());
  await assert.rejects(target.post("https://a.example.org/", request()), /address that is not public/);
  assert.deepEqual(connected, [PUBLIC]);
});

Deno.test("an address that is not allowed is refused also when it was stored", async () => {
  const { target, connected } = tabled({});
  for (const url of ["https://127.0.0.1/", "http://a.example.org/", "https://[::1]:8443/"]) {
    await assert.rejects(target.post(url, request()), /address is not allowed/);
  }
  assert.deepEqual(connected, []);
});

/** A receiver on this machine with a certificate for `hooks.example.org`. */
async function withReceiver(
  answer: (request: Request) => Response,
  run: (post: (url: string, signal?: AbortSignal) => Promise<Answer>) => Promise<void>,
): Promise<void> {
  const { authority, certificate, key } = await TestCertificates.of("hooks.example.org");
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, cert: certificate, key, onListen() {} }, answer);
  const { port } = server.addr as Deno.NetAddr;
  await run((url, signal) => postTo(new URL(url), "127.0.0.1", request(signal), { port, ca: authority }));
}

Deno.test({
  name: "the connection goes to the given address, with the name and the certificate of the URL",
  ignore: !TestCertificates.exist,
  fn: () => {
    const seen: string[] = [];
    return withReceiver((request) => {
      seen.push(`${request.method} ${request.headers.get("host")} ${request.headers.get("webhook-id")}`);
      return new Response("here", { status: 202, headers: { "retry-after": "7" } });
    }, async (post) => {
      assert.deepEqual(await post("https://hooks.example.org/x"), { status: 202, retryAfter: "7", text: "here" });
      assert.deepEqual(seen, ["POST hooks.example.org msg_1"]);
      await assert.rejects(post("https://other.example.org/"), /certificate/);
      assert.equal(seen.length, 1);
    });
  },
});

Deno.test({
  name: "redirects are not followed, 4 KB of an answer are read, and an attempt can be broken off",
  ignore: !TestCertificates.exist,
  fn: () => {
    let requests = 0;
    const begun = Promise.withResolvers<void>();
    const endless = () => new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(16_384).fill(120)) });
    return withReceiver((request) => {
      requests++;
      const { pathname } = new URL(request.url);
      if (pathname === "/redirect") return Response.redirect("https://127.0.0.1/inside", 307);
      if (pathname === "/endless") return new Response(endless());
      return new Response(new ReadableStream({ pull: () => (begun.resolve(), new Promise(() => {})) }));
    }, async (post) => {
      assert.equal((await post("https://hooks.example.org/redirect")).status, 307);
      assert.equal(requests, 1);
      assert.equal((await post("https://hooks.example.org/endless")).text!.length, 4_096);
      const stop = new AbortController();
      const broken = post("https://hooks.example.org/silent", stop.signal);
      await begun.promise;
      stop.abort(new Error("enough"));
      await assert.rejects(broken, /enough/);
    });
  },
});
