import assert from "node:assert/strict";
import { BOARD_BYTES_MAX } from "../../../board/limits.ts";
import {
  EXCESS,
  FLOOD_SHARE,
  IngressLimiter,
  LARGE_PER_MS,
  LARGE_SHARE,
} from "../../../server/admission/ingress_limiter.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const BUDGET_BYTES = 200_000_000;
const BYTES_PER_ADDRESS = BUDGET_BYTES * LARGE_SHARE.address;
const BYTES_PER_NETWORK = BUDGET_BYTES * LARGE_SHARE.network;

Deno.test("an address that sends more than its share of large messages is limited, others are not", () => {
  const clock = new FakeClock();
  const ingress = new IngressLimiter(clock, { budgetBytes: BUDGET_BYTES });
  const ann = { network: "a", address: "a1" };
  assert.equal(ingress.take(ann, BYTES_PER_ADDRESS), undefined);
  assert.equal(ingress.take(ann, 1_000), "address");
  assert.equal(ingress.take({ network: "a", address: "a2" }, 1_000), undefined);
  clock.pass(LARGE_PER_MS / 2);
  assert.equal(ingress.take(ann, BYTES_PER_ADDRESS / 2), undefined);
});

Deno.test("many addresses of one network share its limit, and a refused address that goes on reaches its own", () => {
  const ingress = new IngressLimiter(new FakeClock(), { budgetBytes: BUDGET_BYTES });
  const bytes = BYTES_PER_NETWORK / 50;
  const takes = Array.from({ length: 60 }, (_, i) => ingress.take({ network: "a", address: `a${i}` }, bytes));
  assert.deepEqual([takes[0], takes[59]], [undefined, "network"]);
  assert.equal(ingress.take({ network: "b", address: "b1" }, bytes), undefined);
  let full: string | undefined;
  for (let i = 0; i < 100 && full !== "address"; i++) {
    full = ingress.take({ network: "a", address: "a59" }, bytes);
  }
  assert.equal(full, "address");
});

Deno.test("while a network is at its limit, the addresses that sent most are limited too, the others are not", () => {
  const clock = new FakeClock();
  const ingress = new IngressLimiter(clock, { budgetBytes: BUDGET_BYTES });
  const much = BUDGET_BYTES * FLOOD_SHARE;
  const flood = [0, 1, 2, 3, 4, 5, 6].map((i) => ingress.take({ network: "a", address: `a${i}` }, much));
  assert.deepEqual(flood, [...Array(6).fill(undefined), "network"]);
  assert.equal(ingress.take({ network: "a", address: "a1" }, 1_000), "address");
  assert.equal(ingress.take({ network: "a", address: "a7" }, 1_000), "network");
  assert.equal(ingress.take({ network: "b", address: "b1" }, much), undefined);
  clock.pass(LARGE_PER_MS);
  assert.equal(ingress.take({ network: "a", address: "a1" }, much), undefined);
});

for (const what of ["frames", "workMs"] as const) {
  Deno.test(`the connections of a network share its limit of ${what}, other networks have their own`, () => {
    const clock = new FakeClock();
    const ingress = new IngressLimiter(clock, { budgetBytes: BUDGET_BYTES });
    const part = EXCESS[what].count / 50;
    const takes = Array.from(
      { length: 60 },
      (_, i) => ingress.sharedBy({ network: "a", address: `a${i}` })[what].take(part),
    );
    assert.deepEqual([takes[49], takes[50]], [true, false]);
    assert.ok(ingress.sharedBy({ network: "b", address: "b1" })[what].take(part));
    clock.pass(1_000);
    assert.ok(ingress.sharedBy({ network: "a", address: "a1" })[what].take(part));
  });
}

Deno.test("with little memory an address may still send the largest board", () => {
  const ingress = new IngressLimiter(new FakeClock(), { budgetBytes: 1_000_000 });
  assert.equal(ingress.take({ network: "a", address: "a1" }, BOARD_BYTES_MAX), undefined);
});
