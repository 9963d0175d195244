import { BoardSearch } from "./board_search.tsx";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { addressOf, everySlugOf, forgetVisit, listVisits, noteOnVisit, rememberVisit } from "../links/visits.ts";
import { restoreVisit, type Visit } from "../links/visits.ts";
import { focusLater } from "../controls/focus/focus_later.ts";
import { Icon } from "../controls/icon.tsx";
import type { BoardDesk } from "./board_desk.ts";
import { listedBoards, pinWords, shownTitle } from "./board_list.ts";
import { VisitCard } from "./visit_card.tsx";
import { START } from "../../messages/en/start.ts";

interface VisitListProps {
  readonly visits: Signal<readonly Visit[]>;
  /** Ms since 1970. */
  readonly now: () => number;
  readonly desk: BoardDesk;
  /** Called when a board was removed and can no longer be restored, to delete its local copies. */
  readonly forgotten: (slugs: readonly string[]) => void;
}

/** The field for searching appears with this many boards. */
const SEARCHED_FROM = 4;

/** The boards that this browser has opened. Plain links, so that they open in new tabs and work offline. */
export function VisitList({ visits, now, desk, forgotten }: VisitListProps) {
  const query = useSignal("");
  const notice = useSignal<{ readonly text: string; readonly removed?: Visit } | undefined>(undefined);
  const line = useRef<HTMLDivElement>(null), undo = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLElement>(null);
  const at = now();
  const refresh = () => void (visits.value = listVisits());

  /** Ends the notice. A removed board can then no longer be restored. */
  const tell = (text?: string, removed?: Visit) => {
    const before = notice.peek()?.removed;
    notice.value = text === undefined ? undefined : { text, removed };
    if (before && visits.peek().every(({ slug }) => slug !== before.slug)) forgotten(everySlugOf(before));
  };
  useEffect(() => {
    const leave = () => tell();
    addEventListener("pagehide", leave);
    return () => removeEventListener("pagehide", leave);
  }, []);
  useLayoutEffect(() => {
    if (undo.current) return focusLater(() => undo.current, line.current!);
  }, [notice.value]);

  const rename = async (visit: Visit, title: string): Promise<string | undefined> => {
    const problem = await desk.rename(visit.key ?? visit.slug, title);
    if (problem !== undefined) return problem;
    noteOnVisit(visit.slug, { title });
    refresh();
    tell(START.renamed({ title: shownTitle({ ...visit, title }, at) }));
  };
  const duplicate = async (visit: Visit): Promise<string | undefined> => {
    const title = START.copyOf({ title: shownTitle(visit, at) });
    tell(START.duplicating({ board: shownTitle(visit, at) }));
    const created = await desk.duplicate(visit.key ?? visit.slug, title);
    if ("problem" in created) {
      tell();
      return created.problem;
    }
    const { links } = created;
    const isStored = rememberVisit({ slug: links.owner, role: "owner", links, at: now() }) &&
      noteOnVisit(links.owner, { title });
    refresh();
    tell(isStored ? START.duplicated({ title }) : START.notStored);
  };
  const pin = (visit: Visit) => {
    const pinned = visit.pinned ? undefined : true;
    const isNoted = noteOnVisit(visit.slug, { pinned });
    refresh();
    tell(isNoted ? pinWords(shownTitle(visit, at), pinned) : START.notStored);
  };
  const remove = (visit: Visit) => {
    const isRemoved = forgetVisit(visit.slug);
    refresh();
    if (isRemoved) tell(START.removed({ board: shownTitle(visit, at) }), visit);
    else tell(START.notStored);
  };
  const restore = (visit: Visit) => {
    const isRestored = restoreVisit(visit);
    refresh();
    tell(isRestored ? undefined : START.notStored);
    list.current?.querySelector<HTMLElement>(`[href="${hrefOf(visit)}"]`)?.focus();
  };

  const all = visits.value, found = listedBoards(all, query.value, at);
  return (
    <section ref={list} class="visits" aria-labelledby="visits">
      <div class="visits-head">
        <h2 id="visits">{START.recent}</h2>
        {(all.length >= SEARCHED_FROM || query.value !== "") && <BoardSearch query={query} />}
      </div>
      {/* Always rendered: screen readers do not announce a status that appears together with its text. */}
      <div ref={line} class="visits-notice" tabIndex={-1}>
        <p aria-live="polite" aria-atomic>{notice.value?.text}</p>
        {notice.value?.removed && (
          <button
            ref={undo}
            type="button"
            class="secondary"
            onClick={() => restore(notice.peek()!.removed!)}
          >
            {START.undo}
          </button>
        )}
        {notice.value && (
          <button type="button" class="button" aria-label={START.close} onClick={() => tell()}>
            <Icon name="close" />
          </button>
        )}
      </div>
      {all.length === 0 && <p class="note">{START.noneYet}</p>}
      <p class="note" aria-live="polite" aria-atomic>
        {all.length > 0 && found.length === 0 && START.noneFound({ query: query.value.trim() })}
      </p>
      <ul class="visit-grid">
        {found.map((visit) => (
          <VisitCard
            key={visit.slug}
            visit={visit}
            now={at}
            href={hrefOf(visit)}
            rename={(title) => rename(visit, title)}
            duplicate={() => duplicate(visit)}
            picture={desk.picture}
            pin={() => pin(visit)}
            remove={() => remove(visit)}
          />
        ))}
      </ul>
    </section>
  );
}

function hrefOf(visit: Visit): string {
  return `/b/${addressOf(visit)}`;
}
