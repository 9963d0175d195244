import { newSecret } from "../../board/id.ts";
import { boardOfKey } from "../../board/keyed_board.ts";
import { keepCopy } from "../sync/kept_copies.ts";
import { addressOf, noteOnVisit, rememberVisit, visitOf } from "../ui/links/visits.ts";
import type { Scribble } from "../ui/start/board_desk.ts";
import { createBoard } from "../ui/start/create_board.ts";

/** See `BoardDesk.create`. */
export async function newBoard(
  scribble: Scribble | undefined,
): Promise<{ readonly slug: string } | { readonly problem: string }> {
  const key = newSecret(), drawn = scribble && scribble.count.peek() > 0 ? scribble : undefined;
  const created = drawn ? await drawn.create(key) : await createBoard(key);
  if ("problem" in created) {
    const begun = created.why === "away" ? await begin(key, drawn) : undefined;
    return begun ? { slug: begun } : created;
  }
  const { owner, editor = owner } = created.links;
  // Store the links first, as the server returns them only once. If that fails, the owner link stays in the address.
  const isKept = rememberVisit({ slug: owner, role: "owner", links: created.links, at: Date.now() });
  return { slug: isKept ? editor : owner };
}

/** Begins a board that the server creates once it can be reached. @returns undefined when this browser cannot keep it */
async function begin(key: string, drawn: Scribble | undefined): Promise<string | undefined> {
  // Without the worker, no page of a board opens now.
  if (!navigator.serviceWorker?.controller) return undefined;
  const { links } = await boardOfKey(key);
  const { owner } = links;
  if (drawn && !await keepCopy(owner, drawn.content())) return undefined;
  const isKept = rememberVisit({ slug: owner, role: "owner", links, at: Date.now() }) &&
    noteOnVisit(owner, { begun: key });
  const visit = isKept ? visitOf(owner) : undefined;
  return visit && addressOf(visit);
}
