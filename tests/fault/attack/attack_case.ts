import assert from "node:assert/strict";
import type { Attack } from "./attack.ts";
import { attack, type AttackFigures } from "./attack_run.ts";

const MS = 1_500;
/** Longest time of an attack, ms. On a loaded machine the attacker may have no effect within `MS`. */
const MS_MAX = 12_000;

/** Runs each attack briefly. The soak measures its cost in time, on a machine without other load. */
export function testAttacks(attacks: ReadonlyMap<string, Attack>): void {
  for (const name of attacks.keys()) {
    Deno.test({
      name: `attack: ${name} disconnects nobody else, loses nothing and causes no restart`,
      ignore: Deno.build.os !== "linux",
    }, async () => {
      const { times, disconnected, lost, exited, broken } = await untilItStrikes(name);
      assert.ok(times > 0, "it struck");
      assert.deepEqual({ disconnected, lost, exited, broken }, {
        disconnected: 0,
        lost: 0,
        exited: undefined,
        broken: [],
      });
    });
  }
}

async function untilItStrikes(name: string): Promise<AttackFigures> {
  for (let ms = MS;; ms *= 2) {
    const figures = await attack(name, { ms, addresses: 1, compares: false });
    if (figures.times > 0 || ms >= MS_MAX) return figures;
  }
}
