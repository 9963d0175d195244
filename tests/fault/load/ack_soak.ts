/**
 * `deno task soak:ack [seconds] [postgres]`: two people draw on each of 50 boards. Measures the time from sending the frame of a
 * stroke until the server acknowledges it as durable. With `postgres` the boards are in PostgreSQL.
 */
import { PostgresServer } from "../../support/store/postgres_server.ts";
import { drawTogether } from "./ack_run.ts";

const seconds = Number(Deno.args[0] ?? 60);
const BOARDS = 50;
const PROMISED_MS = 100;

const postgres = Deno.args[1] === "postgres" ? await PostgresServer.start() : undefined;
const { delays } = await drawTogether(BOARDS, seconds, postgres && { DATABASE_URL: postgres.emptyUrl() });
await postgres?.[Symbol.asyncDispose]();
const at = (part: number) => delays[Math.floor((delays.length - 1) * part)];
const ms = (value: number) => `${value.toFixed(1)} ms`;
console.log(
  `${delays.length} strokes on ${BOARDS} boards in ${seconds} s, durable after: ` +
    `p50 ${ms(at(0.5))}, p95 ${ms(at(0.95))}, p99 ${ms(at(0.99))}, at most ${ms(at(1))}`,
);
Deno.exit(at(0.99) <= PROMISED_MS ? 0 : 1);
