/** `deno task soak:kill [kills] [seed]`: the kill loop in its long form, 50 kills unless told otherwise. */
import { type Counts, killLoop } from "./kill_loop.ts";

const kills = Number(Deno.args[0] ?? 50);
const seed = Number(Deno.args[1] ?? 1);

function line({ kills, confirmed, lost, unreadable }: Counts): string {
  return `${kills} kills: ${confirmed} confirmed changes, ${lost} lost, ${unreadable} unreadable`;
}

const counts = await killLoop({
  kills,
  seed,
  report: (counts) => counts.kills % 10 === 0 && counts.kills < kills && console.log(line(counts)),
});
console.log(line(counts));
console.log(`${counts.unconfirmed} changes under way at a kill, ${counts.recovered} of them recovered`);
console.log(`${counts.boards} boards, ${counts.compacted} compacted; ${counts.cutOff} snapshots cut off by a kill`);
Deno.exit(counts.lost + counts.unreadable + counts.unconfirmed - counts.recovered === 0 ? 0 : 1);
