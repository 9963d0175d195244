import { computed, effect } from "@preact/signals-core";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { Editor } from "../editor.ts";

/** Presence arrives this long after a connection at the latest, ms. Who is here by then came before. */
export const SETTLED_MS = 2_000;

/**
 * Tells of people who come and leave, of changes that were made offline and are saved now, and of another role of the
 * link. @returns a function that ends it
 */
export function followNews(editor: Editor, clock: Clock = systemClock): () => void {
  const { status, peers, role } = editor;
  let here: ReadonlyMap<number, string> | undefined;
  let isSettled = false, offline = 0;
  let cancel = () => {};
  const look = () => {
    if (!isSettled) return;
    const now = new Map(peers.peek().map(({ id, user }) => [id, user.name]));
    const before = here;
    here = now;
    if (before === undefined) return;
    for (const [id, name] of now) if (!before.has(id)) editor.tell({ kind: "came", name });
    for (const [id, name] of before) if (!now.has(id)) editor.tell({ kind: "left", name });
  };
  const isOnline = computed(() => !["loading", "offline", "locked", "refused"].includes(status.value.kind));
  const stops = [
    // A lost connection loses sight of everybody, who has not left.
    effect(() => {
      cancel();
      isSettled = false;
      if (!isOnline.value) return;
      cancel = clock.after(SETTLED_MS, () => {
        isSettled = true;
        look();
      });
    }),
    peers.subscribe(look),
    effect(() => {
      const now = status.value;
      if (now.kind === "offline") offline = Math.max(offline, now.changes);
      else if (now.kind === "saved" && offline > 0) {
        editor.tell({ kind: "saved", count: offline });
        offline = 0;
      }
    }),
  ];
  let had = role.peek();
  stops.push(role.subscribe((now) => {
    if (had !== undefined && now !== undefined && now !== had) editor.tell({ kind: "role", role: now });
    had = now ?? had;
  }));
  return () => {
    cancel();
    for (const stop of stops) stop();
  };
}
