/**
 * `deno task soak:split [cuts] [seed]`: cuts and mends the network between two instances on PostgreSQL while people draw
 * on one board; default 100 cuts. Afterwards all copies are equal, and nothing that was confirmed is lost.
 */
import { PostgresServer } from "../../support/store/postgres_server.ts";
import { type SplitCounts, splitRun } from "./split_run.ts";

const cuts = Number(Deno.args[0] ?? 100);
const seed = Number(Deno.args[1] ?? 1);

const line = ({ cuts, splits, confirmed, moved }: SplitCounts) =>
  `${cuts} cuts, the board was split in ${splits} of them: ${confirmed} confirmed changes, 0 lost; ${moved} people moved`;

await using postgres = await PostgresServer.start();
await using opened = await postgres.open();
const report = (counts: SplitCounts) => void (counts.cuts % 10 === 0 && console.log(line(counts)));
const from = performance.now();
const counts = await splitRun({ database: opened.database, cuts, seed, report });
console.log(`${line(counts)}, in ${Math.round((performance.now() - from) / 1_000)} s`);
