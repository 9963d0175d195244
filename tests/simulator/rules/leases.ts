import { KEY } from "../../../server/database/keys.ts";
import type { Situation } from "../situation.ts";

/** Once instances reach each other, one instance serves a board, and the lease names it (PROTOCOL.md 10.7). */
export async function settledLeases({ cluster, boards }: Situation): Promise<string | undefined> {
  if (cluster.instances.length === 1) return undefined;
  const { content } = cluster.database;
  for (const { id } of boards) {
    const serving = cluster.running.filter(({ server }) => (server!.rooms.peek(id)?.size ?? 0) > 0);
    if (serving.length > 1) return `${serving.map(({ machine }) => machine.name).join(" and ")} serve one board`;
    if (serving.length === 0) continue;
    const lease = await content.get<{ instance: string }>(KEY.lease(id));
    const holder = lease.value && await content.get<{ address: string }>(KEY.instance(lease.value.instance));
    const address = `http://${serving[0].host}`;
    if (holder?.value?.address !== address) return `the lease names ${holder?.value?.address} instead of ${address}`;
  }
  return undefined;
}
