import { fileURLToPath } from "node:url";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { BOARDS_PER_ADDRESS } from "../../../board/limits.ts";
import { RealServer } from "../../support/server/real_server.ts";
import { cpuSeconds, rssMb } from "../../support/server/process_figures.ts";
import { Couple } from "./couple.ts";
import { ask, open, pause } from "./attack.ts";

export interface AttackFigures {
  readonly name: string;
  readonly times: number;
  /**
   * The time in ms within which 95 of 100 strokes reached the other person, on the attacked board and on another one.
   */
  readonly before: readonly [number, number];
  readonly during: readonly [number, number];
  /** The same during the attack on a server that is not attacked: the load of the machine itself at that time. */
  readonly quiet: number;
  /** The slowest response of /healthz during the attack, ms, from the attacked server and from the other one. */
  readonly healthMs: number;
  readonly quietHealthMs: number;
  readonly rssMb: number;
  /** Cores that the server kept busy during the attack; NaN when it had to exit. */
  readonly cores: number;
  /** Honest people who were disconnected. */
  readonly disconnected: number;
  /** Acknowledged strokes that are missing afterwards. */
  readonly lost: number;
  /** Why the server exited during the attack: the last error in its log; undefined when it did not. */
  readonly exited: string | undefined;
  /** Functions that do not work for others afterwards. */
  readonly broken: readonly string[];
}

export interface AttackOptions {
  readonly ms: number;
  /** Number of addresses of the attack; each one attacks at full rate. */
  readonly addresses: number;
  /** Also runs a server that is not attacked, for comparison. */
  readonly compares: boolean;
}

export const MEMORY_MB = 560;
const RSS_EVERY_MS = 25;
const HEALTH_EVERY_MS = 40;
/** While memory is short new connections are refused; after the attack there must be enough within this time, ms. */
const RECOVERY_MS = 10_000;
const RECOVERY_EVERY_MS = 500;
/** Without a comparison, people draw for this long before the attack, ms. */
const CALM_MS = 300;

/** Runs one attack on one board of a separate server, while people draw on it and on another board. */
export async function attack(name: string, { ms, addresses, compares }: AttackOptions): Promise<AttackFigures> {
  // Attackers need boards, so their number is not limited, except in the attack that creates nothing but boards.
  const limits: Record<string, string> = name === "POST boards"
    ? { BOARDS_PER_ADDRESS: String(BOARDS_PER_ADDRESS) }
    : {};
  const env = { MEMORY_MB: String(MEMORY_MB), TRUSTED_PROXIES: "127.0.0.1", ...limits };
  await using server = await RealServer.start(env, { hasWorker: true });
  await using here = await Couple.meet(server);
  await using elsewhere = await Couple.meet(server);
  await using quietServer = compares ? await RealServer.start() : undefined;
  await using bystanders = quietServer && await Couple.meet(quietServer);
  const couples = [here, elsewhere, ...bystanders ? [bystanders] : []];
  let peak = 0;
  const watch = setInterval(async () => peak = Math.max(peak, await rssMb(server.pid)), RSS_EVERY_MS);

  const calm = performance.now() + (compares ? Math.min(10_000, ms / 2) : CALM_MS);
  const [one, other] = await draw(couples, () => performance.now() > calm);
  const target = { origin: server.origin, slug: here.links.editor, viewer: here.links.viewer, ms, victim: here.id };
  const [cpu, from] = [await cpuSeconds(server.pid), performance.now()];
  let times: number | undefined;
  const striking = dropUnresponsive({ name, target, addresses }).then((count) => times = count);
  const health = [server, quietServer].map((each) => slowestHealth(each, () => times !== undefined));
  const [slowerOne, slowerOther, quiet = NaN] = await draw(couples, () => times !== undefined);
  const spent = await cpuSeconds(server.pid) - cpu;
  const cores = spent < 0 ? NaN : spent / ((performance.now() - from) / 1_000);
  await striking;
  const [healthMs, quietHealthMs] = await Promise.all(health);
  clearInterval(watch);

  // The server may exit at this very moment, too.
  for (const couple of [here, elsewhere]) await couple.settled();
  const disconnected = here.gone + elsewhere.gone;
  const exited = await reasonForExit(server);
  if (exited !== undefined) await server.start();
  let lost = 0;
  for (const couple of [here, elsewhere]) {
    const board = new Board();
    Y.applyUpdate(board.doc, await stateOf(server, couple.links.viewer));
    lost += couple.confirmed.filter((id) => !board.shapes.has(id)).length;
  }
  const recovered = performance.now() + RECOVERY_MS;
  let broken = await brokenFor(server, elsewhere.links.viewer);
  for (; broken.length > 0 && performance.now() < recovered; await pause(RECOVERY_EVERY_MS)) {
    broken = await brokenFor(server, elsewhere.links.viewer);
  }
  const latency = { before: [one, other], during: [slowerOne, slowerOther], quiet } as const;
  return {
    name,
    times: times!,
    ...latency,
    healthMs,
    quietHealthMs,
    rssMb: peak,
    cores,
    disconnected,
    lost,
    exited,
    broken,
  };
}

/** Undefined while the server goes on. */
async function reasonForExit(server: RealServer): Promise<string | undefined> {
  const isLeaving = await fetch(`${server.origin}/readyz`).then(async (response) => {
    return (await response.text()).includes("leaving");
  }, () => true);
  if (!isLeaving) return undefined;
  const { code, printed } = await server.ended();
  return printed.split("\n").findLast((line) => line.includes('"level":"error"')) ?? `code ${code}`;
}

/** The state of a board. While memory is short, it may be refused. */
async function stateOf(server: RealServer, viewer: string): Promise<Uint8Array> {
  for (let tries = RECOVERY_MS / RECOVERY_EVERY_MS;; tries--) {
    const state = await fetch(`${server.origin}/api/boards/${viewer}/state`);
    if (state.ok) return await state.bytes();
    await state.body?.cancel();
    if (tries === 0) throw new Error(`Cannot read board as the server answers with ${state.status}`);
    await pause(RECOVERY_EVERY_MS);
  }
}

/** All couples draw until the time is up. @returns the time within which 95 of 100 strokes arrived, ms, for each */
function draw(couples: readonly Couple[], until: () => boolean): Promise<number[]> {
  return Promise.all(couples.map((couple) => couple.draw(until)));
}

/** @returns the slowest response time of /healthz, ms; infinity when there was no response */
async function slowestHealth(server: RealServer | undefined, until: () => boolean): Promise<number> {
  if (server === undefined) return NaN;
  let slowest = 0;
  while (!until()) {
    const start = performance.now();
    const isThere = await server.answers();
    slowest = Math.max(slowest, isThere ? performance.now() - start : Infinity);
    await pause(HEALTH_EVERY_MS);
  }
  return slowest;
}

/** Functions that must still work for clients at another address than the attack's. */
async function brokenFor({ origin }: RealServer, viewer: string): Promise<string[]> {
  const client = { origin, from: "127.0.1.1" };
  const broken: string[] = [];
  const picture = await ask(client, `/api/boards/${viewer}/board.svg`);
  if (picture === 0) return ["no response"];
  if (picture !== 200) broken.push(`pictures (${picture})`);
  const lost = await open(client, "B".repeat(22));
  // A refused one has been closed already.
  const code = lost.readyState === WebSocket.CLOSED
    ? 0
    : await new Promise<number>((resolve) => lost.onclose = (event) => resolve(event.code));
  if (code !== 4404) broken.push(`wrong links (${code})`);
  return broken;
}

/**
 * A real attacker has a separate machine. Here it shares two cores with the server and the measurements, so it runs at
 * a lower priority: this measures the cost of its frames to the server, not the cost of the attacker itself.
 */
async function dropUnresponsive(attack: { name: string; target: unknown; addresses: number }): Promise<number> {
  const script = fileURLToPath(new URL("attack_process.ts", import.meta.url));
  const { stdout } = await new Deno.Command("nice", {
    args: ["-n", "19", Deno.execPath(), "run", "--quiet", "-A", script, JSON.stringify(attack)],
    stderr: "inherit",
  }).output();
  return Number(new TextDecoder().decode(stdout));
}
