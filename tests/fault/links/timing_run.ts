import { newSecret } from "../../../board/id.ts";
import { SUBPROTOCOL } from "../../../board/wire/protocol.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { type Random, seeded } from "../../support/random.ts";
import { compareRanks, median } from "../../support/ranks.ts";

/** An entry point that takes a slug. */
export type Door = "state" | "socket" | "list links" | "make link" | "unlock" | "delete board";

/** The reason why a slug is refused. */
export type Kind = "absent" | "revoked" | "expired" | "wrong role";

export interface Finding {
  readonly door: Door;
  readonly kind: Kind;
  /** ms */
  readonly median: number;
  /** Compared with absent links; see `compareRanks`. */
  readonly larger: number;
  readonly p: number;
  /** Distinct answers without their date. More than one answer at an entry point would reveal the kind of link. */
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
 * Sends `times` requests to every entry point for each kind, in random order, and compares the answers and their
 * delays. The first `warmUp` requests are not counted: until then the server compiles its code.
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
      // Interleaved, so that other load on the machine affects all kinds alike.
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
  /** Resolves when the response begins: the rest reveals nothing more. */
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

/** The Fisher–Yates shuffle. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
