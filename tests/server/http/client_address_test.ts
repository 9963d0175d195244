import assert from "node:assert/strict";
import { clientOf } from "../../../server/http/client_address.ts";
import { ProxyList } from "../../../server/http/trusted_proxies.ts";

Deno.test("a forwarded address counts only if a trusted proxy wrote it", () => {
  const from = (remote: string, forwarded?: string) => {
    const headers: HeadersInit = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
    return clientOf(new Request("http://x", { headers }), remote, new Set(["10.0.0.1", "10.0.0.2"])).address;
  };
  assert.equal(from("203.0.113.9", "1.1.1.1"), "203.0.113.9");
  assert.equal(from("10.0.0.1", "6.6.6.6, 1.1.1.1"), "1.1.1.1");
  assert.equal(from("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2"), "1.1.1.1");
  assert.equal(from("10.0.0.1"), "10.0.0.1");
  assert.equal(from("10.0.0.1", " , "), "10.0.0.1");
});

Deno.test("proxies are named by address or network, in either family", () => {
  const proxies = new ProxyList(["10.0.0.0/8", "192.0.2.7", "fd00::/8", "::1"]);
  const trusted = ["10.255.0.1", "::ffff:10.1.2.3", "192.0.2.7", "fd12:3456::1", "::1", "0:0:0:0:0:0:0:1"];
  for (const address of trusted) assert.ok(proxies.has(address), address);
  for (const address of ["11.0.0.1", "192.0.2.8", "fe80::1", "::2", "", "localhost", "10.0.0.1, 10.0.0.2"]) {
    assert.ok(!proxies.has(address), address);
  }
  assert.ok(!new ProxyList([]).has("127.0.0.1"));
});

Deno.test("addresses of one IPv6 network count as one in every notation; each IPv4 address counts by itself", () => {
  const told = (remote: string) => clientOf(new Request("http://x"), remote, new Set()).address;
  assert.equal(told("2001:db8:1:2::1"), "2001:db8:1:2::/64");
  assert.equal(told("2001:0DB8:0001:0002:ffff:ffff:ffff:ffff"), "2001:db8:1:2::/64");
  assert.equal(told("fe80::1%eth0"), "fe80:0:0:0::/64");
  assert.equal(told("::1"), "0:0:0:0::/64");
  assert.equal(told("1::"), "1:0:0:0::/64");
  assert.notEqual(told("2001:db8:1:3::1"), told("2001:db8:1:2::1"));
  assert.notEqual(told("::ffff:192.0.2.1"), told("::ffff:192.0.2.2"));
  assert.equal(told("192.0.2.1"), "192.0.2.1");
  assert.equal(told("x".repeat(100)).length, 45);
});

Deno.test("networks are a /48, or a /24 of IPv4", () => {
  const networkOf = (remote: string) => clientOf(new Request("http://x"), remote, new Set()).network;
  assert.equal(networkOf("2001:db8:1:2::1"), "2001:db8:1::/48");
  assert.equal(networkOf("2001:db8:1:ffff::1"), "2001:db8:1::/48");
  assert.equal(networkOf("192.0.2.1"), "192.0.2.0/24");
  assert.equal(networkOf("::ffff:192.0.2.77"), "192.0.2.0/24");
  assert.equal(networkOf("nonsense"), "nonsense");
});
