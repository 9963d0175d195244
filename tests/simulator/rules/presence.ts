import type { Situation } from "../situation.ts";

/**
 * Presence of a page that ended is gone within this, ms: a session that polls ends 40 s after its last request, and a
 * silent socket after two checks (PROTOCOL.md 8, 15.1).
 */
const GONE_MS = 60_000;

/** The same for a page that is closed while all is well, ms: polling asks every two seconds. */
const LEFT_MS = 8_000;

/** Who sees whom. */
export class PresenceRule {
  readonly #situation: Situation;
  /** When pages were last seen open, by name. */
  readonly #open = new Map<string, number>();

  constructor(situation: Situation) {
    this.#situation = situation;
  }

  /** Nobody sees people of another board, or people who left long ago. */
  always(): string | undefined {
    const { people, scheduler } = this.#situation;
    for (const { page } of people) if (page) this.#open.set(page.name, scheduler.now);
    const quiet = this.#quietSince();
    for (const { page, board } of people) {
      for (const { presence: { user: { name } } } of page?.peers ?? []) {
        if (!name.startsWith(`${board}-`)) return `${page!.name} sees ${name} of another board`;
        const open = this.#open.get(name) ?? 0;
        const bound = open > quiet + GONE_MS ? LEFT_MS : GONE_MS;
        if (scheduler.now - Math.max(open, quiet) > bound) {
          return `${page!.name} (${page!.transport}) sees ${name}, who left`;
        }
      }
    }
    return undefined;
  }

  /** Everybody sees everybody on the same board, and nobody else. */
  whenCalm(): string | undefined {
    const { people } = this.#situation;
    for (const { page, board } of people) {
      if (page === undefined) continue;
      const expected = people.filter((other) => other.board === board && other.page && other.page !== page)
        .map((other) => other.page!.name).sort().join();
      const seen = page.peers.map(({ presence }) => presence.user.name).sort().join();
      if (seen !== expected) return `${page.name} (${page.transport}) sees ${seen} instead of ${expected}`;
    }
    return undefined;
  }

  /** Since when nothing was broken that may delay news of presence. */
  #quietSince(): number {
    const { isTroubled, scheduler, network, cluster } = this.#situation;
    if (isTroubled) return scheduler.now;
    return Math.max(
      network.changedAt,
      cluster.database.changedAt,
      ...cluster.instances.map(({ changedAt }) => changedAt),
    );
  }
}
