import { newSecret } from "../../board/id.ts";
import { SUBPROTOCOL } from "../../board/protocol.ts";
import { RealServer } from "../support/real_server.ts";
import { type Random, seeded } from "../support/random.ts";
import { compareRanks, median } from "../support/ranks.ts";

/** A way to put a slug to the server. */
export type Door = "state" | "socket" | "list links" | "make link" | "unlock" | "delete board";

/** How a slug fails to open what it is put to. */
export type Kind = "absent" | "revoked" | "expired" | "wrong role";

export interface Finding {
  readonly door: Door;
  readonly kind: Kind;
  /** ms */
  readonly median: number;
  /** Against absent links; see `compareRanks`. */
  readonly larger: number;
  readonly p: number;
  /** Everything that is answered, the date left out; one for all kinds of a door, or something can be told. */
  readonly answers: ReadonlySet<string>;
}

const BOARDS = 10;
const LINKS_OF_A_KIND = 10;
const KINDS: Readonly<Record<Door, readonly Kind[]>> = {
  "state": ["absent", "revoked", "expired"],
  "socket": ["absent", "revoked", "expired"],
  "list links": ["absent", "revoked", "expired", "wrong role"],
  "make link": ["absent", "revoked", "expired", "wrong role"],
  "unlock": ["absent", "revoked", "expired", "wrong role"],
  "delete board": ["absent", "revoked", "expired", "wrong role"],
};

/**
 * Asks at every door `times` times for each kind, in random order, and compares what was answered and how soon. What
 * is asked before, `warmUp` times, is not counted: until then the server compiles what it runs.
 */
export async function timeDoors(times: number, { warmUp = 100, seed = 1 } = {}): Promise<Finding[]> {
  await using server = await RealServer.start();
  const random = seeded(seed);
  const slugs = await makeSlugs(server);
  const findings: Finding[] = [];
  for (const door of Object.keys(KINDS) as Door[]) {
    const kinds = KINDS[door];
    const took = new Map(kinds.map((kind) => [kind, [] as number[]]));
    const answers = new Map(kinds.map((kind) => [kind, new Set<string>()]));
    for (let turn = -warmUp; turn < times; turn++) {
      // In turns, so that whatever else the machine does meets each kind alike.
      for (const kind of shuffled(kinds, random)) {
        const from = performance.now();
        const { arrived, text } = ask(server, door, random.pick(slugs[kind]));
        await arrived;
        if (turn >= 0) took.get(kind)!.push(performance.now() - from);
        answers.get(kind)!.add(await text);
      }
    }
    for (const kind of kinds) {
      const comparison = compareRanks(took.get(kind)!, took.get("absent")!);
      findings.push({ door, kind, median: median(took.get(kind)!), ...comparison, answers: answers.get(kind)! });
    }
  }
  return findings;
}

interface Asked {
  /** Resolves when the answer begins: what comes later says nothing new. */
  readonly arrived: Promise<unknown>;
  readonly text: Promise<string>;
}

function ask(server: RealServer, door: Door, slug: string): Asked {
  const board = `${server.origin}/api/boards/${slug}`;
  switch (door) {
    case "state":
      return fetched(`${board}/state`);
    case "socket":
      return connected(server.socketUrl(slug));
    case "list links":
      return fetched(`${board}/links`);
    case "make link":
      return fetched(`${board}/links`, { method: "POST", body: `{"role":"viewer"}` });
    case "unlock":
      return fetched(`${board}/unlock`, { method: "POST", body: `{"passphrase":"x"}` });
    case "delete board":
      return fetched(board, { method: "DELETE" });
  }
}

function fetched(url: string, init?: RequestInit): Asked {
  const arrived = fetch(url, init);
  const text = arrived.then(async (response) => {
    const headers = [...response.headers].filter(([name]) => name !== "date");
    return JSON.stringify([response.status, headers, await response.text()]);
  });
  return { arrived, text };
}

function connected(url: string): Asked {
  const socket = new WebSocket(url, SUBPROTOCOL);
  const arrived = new Promise((resolve) => socket.onopen = socket.onerror = resolve);
  const text = new Promise<string>((resolve) => {
    const messages: unknown[] = [];
    socket.onmessage = ({ data }) => messages.push(data);
    socket.onclose = ({ code, reason }) => resolve(JSON.stringify([code, reason, messages]));
  });
  return { arrived, text };
}

async function makeSlugs(server: RealServer): Promise<Record<Kind, string[]>> {
  const slugs: Record<Kind, string[]> = { "absent": [], "revoked": [], "expired": [], "wrong role": [] };
  for (let b = 0; b < BOARDS; b++) {
    const { links } = await server.createBoard();
    const api = `${server.origin}/api/boards/${links.owner}/links`;
    const make = async (fields: Record<string, unknown>): Promise<{ id: string; slug: string }> =>
      await (await fetch(api, { method: "POST", body: JSON.stringify(fields) })).json();
    for (let i = 0; i < LINKS_OF_A_KIND; i++) {
      slugs.absent.push(newSecret());
      slugs.expired.push((await make({ role: "owner", expires: 1 })).slug);
      slugs["wrong role"].push((await make({ role: "editor" })).slug);
      const revoked = await make({ role: "owner" });
      await (await fetch(`${api}/${revoked.id}`, { method: "DELETE" })).body?.cancel();
      slugs.revoked.push(revoked.slug);
    }
  }
  return slugs;
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
