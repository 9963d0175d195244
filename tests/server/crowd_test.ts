import assert from "node:assert/strict";
import { clientAddress } from "../../server/client_address.ts";
import { Crowd, type Place } from "../../server/crowd.ts";
import { ProxyList } from "../../server/proxies.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("an address, a board and the instance hold so many sockets, and a place given back is free again", () => {
  const crowd = new Crowd(new FakeClock(), { perAddress: 2, perBoard: 3, perInstance: 4 });
  const enter = (address: string) => crowd.enter(address) as Place;
  const [a, b] = [enter("a"), enter("a")];
  assert.equal(crowd.enter("a"), "address is full");
  a.leave();
  a.leave();
  assert.equal(crowd.size, 1, "a place is given back once");
  const others = [enter("a"), enter("b"), enter("c")];
  assert.equal(crowd.enter("d"), "instance is full");
  assert.deepEqual([b, ...others].map((place) => place.sit("board")), [
    undefined,
    undefined,
    undefined,
    "board is full",
  ]);
  b.leave();
  assert.equal(others[2].sit("board"), undefined);
});

Deno.test("who flooded a board is kept from it for half a minute, and from nothing else", () => {
  const clock = new FakeClock();
  const crowd = new Crowd(clock);
  const enter = (address: string) => crowd.enter(address) as Place;
  const eve = enter("a");
  eve.sit("board");
  eve.banish();
  eve.leave();
  assert.equal(enter("a").sit("board"), "banished");
  assert.equal(enter("a").sit("another"), undefined);
  assert.equal(enter("b").sit("board"), undefined);
  clock.pass(30_000);
  assert.equal(enter("a").sit("board"), undefined);
});

Deno.test("who comes and goes a hundred thousand times from as many addresses is forgotten", () => {
  const crowd = new Crowd(new FakeClock(), { perInstance: 10 });
  for (let i = 0; i < 100_000; i++) (crowd.enter(`10.${i}`) as Place).leave();
  assert.equal(crowd.size, 0);
});

Deno.test("a forwarded address counts only as far as a proxy of ours wrote it", () => {
  const from = (remote: string, forwarded?: string) => {
    const headers: HeadersInit = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
    return clientAddress(new Request("http://x", { headers }), remote, new Set(["10.0.0.1", "10.0.0.2"]));
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

Deno.test("the addresses of one IPv6 network are one, however they are written; IPv4 ones are each their own", () => {
  const told = (remote: string) => clientAddress(new Request("http://x"), remote, new Set());
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
