import * as Y from "yjs";
import { factsOf } from "../../support/board/document_facts.ts";
import type { Situation } from "../situation.ts";
import { StoredCopies } from "./stored_copies.ts";

/** Once the network is whole, every copy equals the stored one. */
export async function equalCopies({ cluster, boards, people }: Situation): Promise<string | undefined> {
  const stored = new StoredCopies(cluster.database.content);
  for (const [i, { id }] of boards.entries()) {
    const update = Y.encodeStateAsUpdate(await stored.read(id));
    const facts = factsOf(copyOf(update));
    for (const { page, board, canDraw } of people) {
      if (board !== `b${i}` || page === undefined) continue;
      const name = `${page.name} (${page.transport})`;
      if (!page.isSynced) return `${name} is not connected${page.refusal ? `: ${page.refusal}` : ""}`;
      if (canDraw && !page.isSaved) return `${name} has unsaved changes`;
      const own = Y.encodeStateAsUpdate(page.board.doc);
      // A viewer may have seen changes of a person who lost them before they were acknowledged. It cannot send them.
      const expected = canDraw ? facts : factsOf(copyOf(own, update));
      const found = factsOf(copyOf(own));
      if (found !== expected) return `${name} has another copy: ${difference(found, expected)}`;
    }
  }
  return undefined;
}

/** Yjs lists a root under the type of its first use, so copies are compared after the same way. */
function copyOf(...updates: Uint8Array[]): Y.Doc {
  const copy = new Y.Doc();
  for (const update of updates) Y.applyUpdate(copy, update);
  return copy;
}

function difference(one: string, other: string): string {
  const [a, b] = [one.split("\n"), other.split("\n")];
  const i = a.findIndex((line, i) => line !== b[i]);
  return `${a[i]} instead of ${b[i]}`.slice(0, 300);
}
