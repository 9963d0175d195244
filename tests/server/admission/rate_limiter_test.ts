import assert from "node:assert/strict";
import { ClientRateLimiter, RateLimiter } from "../../../server/admission/rate_limiter.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const FIVE_A_MINUTE = { count: 5, perMs: 60_000 };

Deno.test("five at once, then one each fifth of the time, with the time to wait", () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(clock, FIVE_A_MINUTE);
  for (let i = 0; i < 5; i++) assert.equal(limiter.take("a"), 0);
  assert.equal(limiter.take("a"), 12_000);
  assert.equal(limiter.take("b"), 0, "another name counts by itself");
  clock.pass(12_000);
  assert.equal(limiter.take("a"), 0);
  assert.equal(limiter.take("a"), 12_000);
});

Deno.test("a take that was given back can be taken again", () => {
  const limiter = new RateLimiter(new FakeClock(), FIVE_A_MINUTE);
  for (let i = 0; i < 5; i++) limiter.take("a");
  limiter.giveBack("a");
  assert.equal(limiter.take("a"), 0);
  assert.ok(limiter.take("a") > 0);
});

Deno.test("fault D11: a table full of names refuses no new name and does not grow", () => {
  const limiter = new RateLimiter(new FakeClock(), FIVE_A_MINUTE);
  for (let i = 0; i < 30_000; i++) assert.equal(limiter.take(`name ${i}`), 0);
  assert.equal(limiter.take("somebody else"), 0);
  assert.ok(limiter.size <= 10_000);
});

Deno.test("names are dropped once everything they took is available again", () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(clock, FIVE_A_MINUTE);
  for (let i = 0; i < 100; i++) limiter.take(`name ${i}`);
  clock.pass(60_000);
  limiter.take("a");
  assert.equal(limiter.size, 1);
});

Deno.test("fault D11: the addresses of one network are limited together, others are not", () => {
  const rates = { address: FIVE_A_MINUTE, network: { count: 8, perMs: 60_000 } };
  const limiter = new ClientRateLimiter(new FakeClock(), rates);
  const taken = Array.from({ length: 20 }, (_, i) => limiter.take({ network: "a", address: `a${i}` }, "link"));
  assert.equal(taken.filter((wait) => wait === 0).length, 8);
  assert.equal(limiter.take({ network: "b", address: "b1" }, "link"), 0);
  assert.equal(limiter.take({ network: "a", address: "a1" }, "another link"), 0);
});
