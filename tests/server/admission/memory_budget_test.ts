import assert from "node:assert/strict";
import { type Holder, MemoryBudget } from "../../../server/admission/memory_budget.ts";

/** `a1` is address 1 of network a. */
function holder(name: string, board?: string): Holder {
  return { network: name[0], address: name, board };
}

const EVEN = { address: 1, network: 1, board: 1 };

Deno.test("a reservation counts until it is disposed, once", () => {
  const budget = new MemoryBudget({ totalBytes: 100 });
  const reservation = budget.reserve(40, holder("a1", "x"))!;
  assert.equal(budget.usedBytes, 40);
  assert.equal(budget.usedBy("board", holder("a1", "x")), 40);
  assert.ok(reservation.resize(20));
  assert.equal(budget.usedBytes, 20);
  reservation[Symbol.dispose]();
  reservation[Symbol.dispose]();
  assert.equal(budget.usedBytes, 0);
  assert.equal(budget.usedBy("board", holder("a1", "x")), 0);
  assert.equal(reservation.resize(1), false, "it has ended");
});

Deno.test("a reservation that does not fit changes nothing", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: EVEN });
  const reservation = budget.reserve(60, holder("a1"))!;
  assert.equal(budget.reserve(50, holder("a1")), undefined);
  assert.equal(reservation.resize(101), false);
  assert.equal(reservation.bytes, 60);
  assert.equal(budget.usedBytes, 60);
});

Deno.test("an address, a network and a board may hold only their share", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: { address: 0.2, network: 0.3, board: 0.4 } });
  assert.equal(budget.reserve(21, holder("a1")), undefined);
  assert.ok(budget.reserve(20, holder("a1", "x")));
  assert.equal(budget.reserve(11, holder("a2", "x")), undefined);
  assert.ok(budget.reserve(10, holder("a2", "x")));
  assert.equal(budget.reserve(11, holder("b1", "x")), undefined);
  assert.ok(budget.reserve(11, holder("b1", "y")));
});

Deno.test("fault D5: while the process is short of memory only small reservations grow", () => {
  let isShort = false;
  const budget = new MemoryBudget({ totalBytes: 10_000_000, isShort: () => isShort });
  const large = budget.reserve(200_000, holder("a1"))!;
  isShort = true;
  assert.equal(large.resize(200_001), false);
  assert.equal(large.bytes, 200_000);
  assert.ok(large.resize(100_000), "it may shrink");
  assert.ok(large.resize(100_000), "it may stay");
  assert.equal(large.resize(200_000), false);
  assert.equal(budget.reserve(100_000, holder("b1")), undefined);
  const small = budget.reserve(10_000, holder("b1"))!;
  assert.ok(small.resize(60_000));
  assert.equal(small.resize(100_000), false);
  isShort = false;
  assert.ok(small.resize(100_000));
  assert.ok(large.resize(200_000));
});

Deno.test("when memory is short the largest reservation of the largest holder is evicted", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: EVEN });
  const evicted: string[] = [];
  const reserve = (bytes: number, name: string, board?: string) =>
    budget.reserve(bytes, holder(name, board), () => evicted.push(`${name} ${bytes}`));
  reserve(20, "a1");
  reserve(30, "a2");
  reserve(45, "b1");
  assert.ok(reserve(10, "c1"));
  assert.deepEqual(evicted, ["a2 30"], "network a holds 50, more than b");
  assert.equal(budget.usedBytes, 75);
});

Deno.test("the largest holder evicts no smaller one", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: EVEN });
  let evicted = 0;
  const reserve = (bytes: number, name: string) => budget.reserve(bytes, holder(name), () => evicted++);
  const largest = reserve(60, "a1")!;
  const other = reserve(40, "b1")!;
  assert.equal(largest.resize(61), false);
  assert.equal(other.resize(60), false, "network b would hold as much as network a");
  assert.equal(evicted, 0);
});

Deno.test("networks are compared first, then their addresses, then boards, and then reservations", () => {
  for (
    const [large, small] of [
      [holder("a1", "x"), holder("a2", "x")],
      [holder("a1", "x"), holder("a1", "y")],
      [holder("a1", "x"), holder("a1", "x")],
      [holder("a1"), holder("a1")],
    ]
  ) {
    const budget = new MemoryBudget({ totalBytes: 100, shares: EVEN });
    let evicted = 0;
    budget.reserve(90, large, () => evicted++);
    const reservation = budget.reserve(10, small)!;
    assert.ok(reservation.resize(30));
    assert.equal(evicted, 1);
    assert.equal(budget.usedBytes, 30);
  }
});

Deno.test("a full board evicts on that board only", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: { ...EVEN, board: 0.5 } });
  const evicted: string[] = [];
  budget.reserve(45, holder("a1", "x"), () => evicted.push("x"));
  budget.reserve(50, holder("b1", "y"), () => evicted.push("y"));
  assert.ok(budget.reserve(10, holder("c1", "x")));
  assert.deepEqual(evicted, ["x"]);
});

Deno.test("a holder that cannot be evicted stays, and the next largest is evicted", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: EVEN });
  const evicted: string[] = [];
  const fixed = budget.reserve(60, holder("a1"))!;
  budget.reserve(40, holder("b1"), () => evicted.push("b1"));
  assert.ok(budget.reserve(10, holder("c1")));
  assert.deepEqual(evicted, ["b1"]);
  assert.equal(fixed.bytes, 60);
});

Deno.test("an evicted reservation has ended: it cannot grow and is not counted twice", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: EVEN });
  const large = budget.reserve(100, holder("a1"), () => large[Symbol.dispose]())!;
  assert.ok(budget.reserve(10, holder("b1")));
  assert.equal(budget.usedBytes, 10);
  assert.equal(large.resize(1), false);
  assert.equal(large.bytes, 0);
});

Deno.test("fifty networks that fill the budget do not keep a newcomer out", () => {
  const budget = new MemoryBudget({ totalBytes: 1_000 });
  for (let index = 0; index < 50; index++) {
    budget.reserve(20, { network: `n${index}`, address: `n${index}.1`, board: `own ${index}` }, () => {});
  }
  assert.equal(budget.usedBytes, 1_000);
  const newcomer = budget.reserve(5, holder("z1", "school"), () => assert.fail("the newcomer went"))!;
  assert.ok(newcomer);
  for (let index = 0; index < 50; index++) {
    budget.reserve(20, { network: `n${index}`, address: `n${index}.1`, board: `own ${index}` }, () => {});
  }
  assert.equal(newcomer.bytes, 5);
});

Deno.test("idle reservations are evicted first, in the order in which they became idle", () => {
  const budget = new MemoryBudget({ totalBytes: 100, shares: EVEN });
  const evicted: string[] = [];
  const reserve = (bytes: number, name: string) => budget.reserve(bytes, holder(name), () => evicted.push(name))!;
  const [small, smaller, large] = [reserve(20, "a1"), reserve(10, "b1"), reserve(70, "c1")];
  smaller.isIdle = true;
  small.isIdle = true;
  large.isIdle = true;
  large.isIdle = false;
  assert.ok(reserve(25, "c1"), "even for the largest holder");
  assert.deepEqual(evicted, ["b1", "a1"]);
  assert.equal(budget.usedBytes, 95);
});
