import type { Bus } from "../bus/bus.ts";
import type { Database, MaybeEntry } from "../database/database.ts";
import { KEY } from "../database/keys.ts";
import { READS_MAX } from "../database/limits.ts";

/** Tells the bus how far the logs of these boards have come, whichever instance appended to them. */
export async function publishHeads(
  database: Database,
  boards: readonly string[],
  bus: Pick<Bus, "publish">,
): Promise<void> {
  for (let i = 0; i < boards.length; i += READS_MAX) {
    const some = boards.slice(i, i + READS_MAX);
    const heads: MaybeEntry<{ readonly seq?: unknown }>[] = await database.getMany(some.map(KEY.head));
    // A room checks what it reads. This is only a hint that there is something to read.
    for (const [j, { value }] of heads.entries()) if (typeof value?.seq === "number") bus.publish(some[j], value.seq);
  }
}
