/**
 * `deno task soak:kill [kills] [seed] [postgres]`: the long version of the kill loop; default 50 kills. With `postgres`
 * the server keeps its boards in PostgreSQL, which is killed now and then.
 */
import { PostgresServer } from "../../support/store/postgres_server.ts";
import { type Counts, killLoop, NONE } from "./kill_loop.ts";

const kills = Number(Deno.args[0] ?? 50);
const seed = Number(Deno.args[1] ?? 1);
const onPostgres = Deno.args[2] === "postgres";

function line({ kills, confirmed, lost, unreadable, said, saidLost, saidTwice, gaps, saidRefused }: Counts): string {
  return `${kills} kills: ${confirmed} confirmed changes, ${lost} lost, ${unreadable} unreadable; ${said} events of ` +
    `talk, ${saidLost} lost, ${saidTwice} twice, ${gaps} gaps, ${saidRefused} refused`;
}

/** Most of the time of a kill is the start of the server: two loops use two cores. */
const LANES = 2;

const each = Array.from({ length: LANES }, (_, lane) => Math.floor((kills + lane) / LANES)).filter((part) => part > 0);
const lanes: Counts[] = each.map(() => NONE);

function sum(): Counts {
  const total = { ...NONE };
  for (const key of Object.keys(total) as (keyof Counts)[]) {
    total[key] = lanes.reduce((all, lane) => all + lane[key], 0);
  }
  return total;
}

const PRINT_EVERY = 20;
let printed = 0;

const start = performance.now();
await Promise.all(each.map(async (kills, lane) => {
  const report = (counts: Counts) => {
    lanes[lane] = counts;
    const so = sum();
    if (so.kills < printed + PRINT_EVERY) return;
    printed = so.kills;
    console.log(line(so));
  };
  await using postgres = onPostgres ? await PostgresServer.start() : undefined;
  lanes[lane] = await killLoop({ kills, seed: seed + lane, report, ...(postgres && { postgres }) });
}));
const counts = sum();
console.log(`${line(counts)}, in ${Math.round((performance.now() - start) / 1_000)} s`);
console.log(`${counts.unconfirmed} changes under way at a kill, ${counts.recovered} of them recovered`);
console.log(
  `${counts.saidUnderWay} events of talk under way at a kill, ${counts.saidUnanswered} of them stored before it`,
);
console.log(
  `${counts.boards} boards; ${counts.whileWriting} kills while a snapshot was being written, ` +
    `${counts.whileClearing} while what it replaced was being cleared` +
    (onPostgres ? `; ${counts.databaseKills} kills of PostgreSQL` : ""),
);
const faults = counts.lost + counts.unreadable + counts.unconfirmed - counts.recovered;
const talkFaults = counts.saidLost + counts.saidTwice + counts.gaps + counts.saidRefused;
Deno.exit(faults + talkFaults === 0 ? 0 : 1);
