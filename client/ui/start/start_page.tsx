import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { BoardDesk, Scribble } from "./board_desk.ts";
import { AccountLink } from "./account_link.tsx";
import { browserMemory } from "../page/browser_storage.ts";
import { type AccountView, readAccount } from "../account/account_api.ts";
import { Icon, Mark } from "../controls/icon.tsx";
import { applySheet } from "../page/style_sheet.ts";
import { JoinForm } from "./join_form.tsx";
import { ScribbleBoard } from "./scribble_board.tsx";
import { VisitList } from "./visit_list.tsx";
import { listVisits, type Visit } from "../links/visits.ts";
import { Wordmark } from "./wordmark.tsx";
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
  const notice = useSignal("");
  const account = useSignal<AccountView | undefined>(undefined);
  const signedIn = useSignal<Awaited<ReturnType<typeof loadSignedIn>>>(undefined);
  useEffect(() => {
    const refresh = async () => {
      const view = await readAccount();
      account.value = view;
      if (!view?.account) return;
      signedIn.value = await loadSignedIn();
      signedIn.peek()?.keepMe(view.account, browserMemory());
    };
    void refresh();
    // After a page of the back/forward cache, the person may have signed in or out elsewhere.
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && void refresh();
    addEventListener("pageshow", comeBack);
    return () => removeEventListener("pageshow", comeBack);
  }, []);
  const scribble = useSignal<Scribble | undefined>(undefined);
  useEffect(() => {
    // The server answers an unknown address with this page.
    if (location.pathname !== "/") notice.value = START.nothingHere;
    if (location.hash !== "#deleted") return;
    history.replaceState(history.state, "", location.pathname);
    notice.value = START.deleted;
  }, []);
  const person = account.value?.account, part = signedIn.value;
  return (
    <main class="start">
      {/* Always rendered: screen readers do not announce a status that appears together with its text. */}
      <p class="start-done" aria-live="polite" aria-atomic>{notice.value}</p>
      <AccountLink view={account.value} face={person && part && <part.Face account={person} />} />
      <div class="start-ways">
        <header>
          <Mark />
          <h1>
            <Wordmark />
          </h1>
          <p class="lead">{START.lead}</p>
        </header>
        <NewBoard {...{ open, scribble, desk }} />
        <JoinForm open={open} origin={origin} />
      </div>
      <ScribbleBoard desk={desk} scribble={scribble} />
      {person && part
        ? <part.Boards account={person} {...{ visits, now, desk, forgotten }} />
        : <VisitList {...{ visits, now, desk, forgotten }} />}
    </main>
  );
}

/** Loaded for people who are signed in. Without it, the page has the boards of this browser. */
const loadSignedIn = () =>
  Promise.all([import("./signed_in.tsx"), applySheet("link[rel=later]")])
    .then(([part]) => part.SIGNED_IN, () => undefined);

interface NewBoardProps extends Required<Pick<StartPageProps, "open" | "desk">> {
  readonly scribble: Signal<Scribble | undefined>;
}

function NewBoard({ open, scribble, desk }: NewBoardProps) {
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
    const created = await desk.create(scribble.peek());
    if ("problem" in created) {
      problem.value = created.problem;
      isBusy.value = false;
    } else open(created.slug);
  };
  const hasDrawing = (scribble.value?.count.value ?? 0) > 0;
  return (
    <section>
      <button type="button" class="primary new-board" aria-busy={isBusy.value} onClick={create}>
        <Icon name="plus" />
        <span>{isBusy.value ? START.creating : hasDrawing ? START.newBoardFrom : START.newBoard}</span>
      </button>
      <p class="problem" aria-live="assertive" aria-atomic>{problem.value}</p>
    </section>
  );
}
