import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ASK_MS } from "../../../board/moderation.ts";
import type { WaitingChanges } from "../../editor/status.ts";
import { usePageFocus } from "../controls/focus/page_focus.ts";
import { Mark } from "../controls/icon.tsx";
import { errorCodeOf } from "../links/error_code.ts";
import { WaitingWords } from "../status/waiting_words.tsx";
import { ORDER } from "../../messages/en/people/order.ts";
import { REFUSAL } from "../../messages/en/refusal.ts";

interface WaitingPageProps {
  readonly slug: string;
  readonly name: string;
  readonly waiting: WaitingChanges;
  /** Opens the board on this page. */
  readonly reopen: (slug: string) => void;
}

type State = "here" | "alone" | "full" | "offline" | "removed";

/** Shown instead of the board while an owner has not let this person in. Asks again and again, also after a reload. */
export function WaitingPage({ slug, name, waiting, reopen }: WaitingPageProps) {
  const state = useSignal<State | undefined>(undefined);
  const heading = usePageFocus<HTMLHeadingElement>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isClosed = false;
    const look = async () => {
      const answer = await ask(slug, name);
      if (isClosed) return;
      if (answer === "in") return reopen(slug);
      state.value = answer;
      if (answer !== "removed") timer = setTimeout(look, ASK_MS);
    };
    void look();
    return () => {
      isClosed = true;
      clearTimeout(timer);
    };
  }, [slug]);
  const words = {
    here: ORDER.waitHere,
    alone: ORDER.waitAlone,
    full: ORDER.waitFull,
    offline: ORDER.waitOffline,
    removed: REFUSAL.removed,
  };
  return (
    <main class="refused">
      <Mark />
      <h1 tabIndex={-1} ref={heading}>{state.value === "removed" ? REFUSAL.refusedTitle : ORDER.waitTitle}</h1>
      {/* Empty until the server has answered: what appears with its region is not announced. */}
      <p aria-live="polite" aria-atomic>{state.value && words[state.value]}</p>
      <WaitingWords waiting={waiting} />
      <a class="primary" href="/">{REFUSAL.toStartPage}</a>
    </main>
  );
}

async function ask(slug: string, name: string): Promise<State | "in"> {
  try {
    const answer = await fetch(`/api/boards/${slug}/lobby`, { method: "POST", body: JSON.stringify({ name }) });
    if (answer.ok) {
      const { standing, isOwnerHere } = await answer.json();
      return standing === "in" ? "in" : isOwnerHere ? "here" : "alone";
    }
    const code = await errorCodeOf(answer);
    // Whatever else is wrong with the link, the page says it when it loads.
    if (code === "noSuchLink") return "in";
    return code === "removed" ? "removed" : code === "boardFull" ? "full" : "offline";
  } catch {
    return "offline";
  }
}
