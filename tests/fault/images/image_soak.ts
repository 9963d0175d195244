/**
 * `deno task soak:images [images] [kills] [seed] [postgres]`: five people send 500 pictures, and the server is killed 50
 * times.
 */
import { PostgresServer } from "../../support/store/postgres_server.ts";
import { imageLoop } from "./image_loop.ts";

const [images = 500, kills = 50, seed = 1] = Deno.args.slice(0, 3).map(Number);
await using postgres = Deno.args[3] === "postgres" ? await PostgresServer.start() : undefined;
const start = performance.now();
const { saved, lost, cutOff } = await imageLoop({
  images,
  kills,
  seed,
  ...(postgres && { postgres }),
  report: ({ kills, saved, lost }) => kills % 10 === 0 && console.log(`${kills} kills: ${saved} saved, ${lost} lost`),
});
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(`${kills} kills, ${saved} pictures saved, ${lost} lost, ${cutOff} uploads cut off, in ${seconds} s`);
if (lost > 0 || saved < images) Deno.exitCode = 1;
