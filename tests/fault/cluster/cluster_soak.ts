/**
 * `deno task soak:cluster [kills] [seed]`: people draw on three instances behind nginx, on one PostgreSQL. Kills random
 * instances, 300 times by default, and the database server 50 times.
 */
import { PostgresServer } from "../../support/store/postgres_server.ts";
import { type ClusterCounts, clusterKills } from "./cluster_kills.ts";

const kills = Number(Deno.args[0] ?? 300);
const seed = Number(Deno.args[1] ?? 1);
const RETURN_MS = 5_000;
const DATABASE_RETURN_MS = 15_000;
const NEWS_MS = 300;

const line = ({ kills, databaseKills, confirmed, lost, returnMs, databaseReturnMs }: ClusterCounts) =>
  `${kills} kills of instances, ${databaseKills} of PostgreSQL: ${confirmed} confirmed changes, ${lost} lost; ` +
  `everybody back within ${Math.round(returnMs)} ms, after PostgreSQL ${Math.round(databaseReturnMs)} ms`;

await using postgres = await PostgresServer.start();
const report = (counts: ClusterCounts) => void (counts.kills % 10 === 0 && console.log(line(counts)));
const counts = await clusterKills({ postgres, kills, seed, report });
const at = (part: number) => counts.delays[Math.floor((counts.delays.length - 1) * part)];
console.log(line(counts));
console.log(
  `presence and live ink at other people: p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, ` +
    `at most ${at(1).toFixed(1)} ms (${counts.delays.length} times)`,
);
const isWell = counts.lost === 0 && counts.returnMs <= RETURN_MS && counts.databaseReturnMs <= DATABASE_RETURN_MS &&
  at(0.99) <= NEWS_MS;
Deno.exitCode = isWell ? 0 : 1;
