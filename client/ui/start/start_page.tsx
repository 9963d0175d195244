import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { BoardDesk } from "./board_desk.ts";
import { createBoard } from "./create_board.ts";
import { Icon, Mark } from "../controls/icon.tsx";
import { JoinForm } from "./join_form.tsx";
import { VisitList } from "./visit_list.tsx";
import { listVisits, rememberVisit, type Visit } from "../links/visits.ts";
import { START } from "../../messages/en/start.ts";

interface StartPageProps {
  /** Opens a board of this origin. */
  readonly open: (slug: string) => void;
  readonly origin: string;
  readonly desk: BoardDesk;
  /** See `VisitList`. */
  readonly forgotten?: (slugs: readonly string[]) => void;
  /** Ms since 1970. */
  readonly now?: () => number;
}

/** The start page: create, reopen or join a board. */
export function StartPage({ open, origin, desk, forgotten = () => {}, now = Date.now }: StartPageProps) {
  const visits = useSignal<readonly Visit[]>(listVisits());
  useEffect(() => {
    // Another tab may have opened a board, or this one, if the browser restores the page from its back/forward cache.
    const refresh = () => void (visits.value = listVisits());
    const events = ["storage", "pageshow"] as const;
    for (const event of events) addEventListener(event, refresh);
    return () => events.forEach((event) => removeEventListener(event, refresh));
  }, []);
  const deleted = useSignal("");
  useEffect(() => {
    if (location.hash !== "#deleted") return;
    history.replaceState(history.state, "", location.pathname);
    deleted.value = START.deleted;
  }, []);
  return (
    <main class="start">
      {/* Always rendered: screen readers do not announce a status that appears together with its text. */}
      <p class="start-done" role="status">{deleted.value}</p>
      <div class="start-ways">
        <header>
          <Mark />
          <h1>Drawbridge</h1>
          <p class="lead">{START.lead}</p>
        </header>
        <NewBoard open={open} now={now} />
        <JoinForm open={open} origin={origin} />
      </div>
      <VisitList visits={visits} now={now} desk={desk} forgotten={forgotten} />
    </main>
  );
}

function NewBoard({ open, now }: Required<Pick<StartPageProps, "open" | "now">>) {
  const isBusy = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  useEffect(() => {
    // The browser may restore this page from its back/forward cache while it is still busy.
    const rest = () => void (isBusy.value = false);
    addEventListener("pageshow", rest);
    return () => removeEventListener("pageshow", rest);
  }, []);
  const create = async () => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    problem.value = undefined;
    const created = await createBoard();
    if ("problem" in created) {
      problem.value = created.problem;
      isBusy.value = false;
      return;
    }
    const { owner, editor = owner } = created.links;
    // Store the links first, as the server returns them only once. If that fails, the owner link stays in the address.
    const isKept = rememberVisit({ slug: owner, role: "owner", links: created.links, at: now() });
    open(isKept ? editor : owner);
  };
  return (
    <section>
      <button type="button" class="primary new-board" aria-busy={isBusy.value} onClick={create}>
        <Icon name="plus" />
        <span>{isBusy.value ? START.creating : START.newBoard}</span>
      </button>
      <p class="problem" role="alert">{problem.value}</p>
    </section>
  );
}
