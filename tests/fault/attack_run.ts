import { fileURLToPath } from "node:url";
import * as Y from "yjs";
import { Board } from "../../board/document.ts";
import { RealServer } from "../support/real_server.ts";
import { cpuSeconds, rssMb } from "../support/process_figures.ts";
import { Couple } from "./couple.ts";

export interface AttackFigures {
  readonly name: string;
  readonly times: number;
  /** 95 of 100 strokes were with the other within so many ms, on the attacked board and on another one. */
  readonly before: readonly [number, number];
  readonly during: readonly [number, number];
  /** The same during the attack on a server that nobody attacks: what the machine itself costs at that time. */
  readonly quiet: number;
  readonly rssMb: number;
  /** Cores that the server kept busy during the attack; NaN when it had to leave. */
  readonly cores: number;
  /** Honest people whose connection ended. */
  readonly disconnected: number;
  /** Confirmed strokes that the boards do not have afterwards. */
  readonly lost: number;
  /** How long it took to start again when the server had to leave, ms; whoever watches over it adds their own. */
  readonly backMs: number | undefined;
}

export const MEMORY_MB = 560;
const RSS_EVERY_MS = 25;

/** One attack on one board while people draw on it and on another, against a server of its own. */
export async function attack(name: string, ms: number): Promise<AttackFigures> {
  await using server = await RealServer.start({ MEMORY_MB: String(MEMORY_MB) });
  await using here = await Couple.meet(server);
  await using elsewhere = await Couple.meet(server);
  await using quietServer = await RealServer.start();
  await using bystanders = await Couple.meet(quietServer);
  const couples = [here, elsewhere, bystanders];
  let peak = 0;
  const watch = setInterval(async () => peak = Math.max(peak, await rssMb(server.pid)), RSS_EVERY_MS);

  const calm = performance.now() + ms / 2;
  const [one, other] = await draw(couples, () => performance.now() > calm);
  const target = { origin: server.origin, slug: here.links.editor, ms, victim: here.id };
  const [cpu, from] = [await cpuSeconds(server.pid), performance.now()];
  let times: number | undefined;
  const striking = strike(name, target).then((count) => times = count);
  const [slowerOne, slowerOther, quiet] = await draw(couples, () => times !== undefined);
  const spent = await cpuSeconds(server.pid) - cpu;
  const cores = spent < 0 ? NaN : spent / ((performance.now() - from) / 1_000);
  await striking;
  clearInterval(watch);

  // The server may leave at this very moment, too.
  for (const couple of [here, elsewhere]) await couple.settled();
  const disconnected = here.gone + elsewhere.gone;
  let backMs: number | undefined;
  if (disconnected > 0 && !await server.answers()) {
    const start = performance.now();
    await server.start();
    backMs = performance.now() - start;
  }
  let lost = 0;
  for (const couple of [here, elsewhere]) {
    const board = new Board();
    const state = await fetch(`${server.origin}/api/boards/${couple.links.viewer}/state`);
    Y.applyUpdate(board.doc, new Uint8Array(await state.arrayBuffer()));
    lost += couple.confirmed.filter((id) => !board.shapes.has(id)).length;
  }
  const latency = { before: [one, other], during: [slowerOne, slowerOther], quiet } as const;
  return { name, times: times!, ...latency, rssMb: peak, cores, disconnected, lost, backMs };
}

/** All couples draw until it is enough. @returns how long 95 of 100 strokes took at most, ms, for each */
function draw(couples: readonly Couple[], until: () => boolean): Promise<number[]> {
  return Promise.all(couples.map((couple) => couple.draw(until)));
}

/**
 * An attacker has a machine of its own. Here it shares two cores with the server and with those who measure, so it gets
 * what they leave: what is measured is what its frames cost the server, not what the attacker itself uses.
 */
async function strike(name: string, target: unknown): Promise<number> {
  const script = fileURLToPath(new URL("attack_process.ts", import.meta.url));
  const { stdout } = await new Deno.Command("nice", {
    args: ["-n", "19", Deno.execPath(), "run", "--quiet", "-A", script, JSON.stringify({ name, target })],
    stderr: "inherit",
  }).output();
  return Number(new TextDecoder().decode(stdout));
}
