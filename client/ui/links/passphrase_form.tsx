import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { ErrorCode } from "../../../board/wire/error_code.ts";
import type { WaitingChanges } from "../../editor/status.ts";
import { usePageFocus } from "../controls/focus/page_focus.ts";
import { Mark } from "../controls/icon.tsx";
import { errorCodeOf } from "./error_code.ts";
import { noteOnVisit, rememberVisit } from "./visits.ts";
import { PASSPHRASE } from "../../messages/en/people/passphrase.ts";
import { ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";
import { WaitingWords } from "../status/waiting_words.tsx";

const PROBLEMS = {
  wrongPassphrase: "wrong",
  noSuchLink: "noBoard",
  busy: "busy",
  unavailable: "busy",
  tooManyTries: "tooMany",
} as const satisfies Partial<Record<ErrorCode, keyof typeof PASSPHRASE>>;

interface PassphraseFormProps {
  readonly slug: string;
  readonly waiting: WaitingChanges;
  /** Opens the board on this page with the link that the passphrase unlocked. It is valid for some hours. */
  readonly reopen: (slug: string) => void;
  /** True in a frame of another site, where nothing is remembered. */
  readonly isGuest?: boolean;
}

/** Replaces the page while the link requires a passphrase. The right passphrase opens the board. */
export function PassphraseForm({ slug, waiting, reopen, isGuest = false }: PassphraseFormProps) {
  const problem = useSpokenWords();
  const isBusy = useSignal(false);
  const field = usePageFocus<HTMLInputElement>();
  const id = useId();
  const unlock = async (event: Event) => {
    event.preventDefault();
    if (isBusy.peek()) return;
    isBusy.value = true;
    problem.value = "";
    const body = JSON.stringify({ passphrase: field.current!.value });
    const response = await fetch(`/api/boards/${slug}/unlock`, { method: "POST", body }).catch(() => undefined);
    if (response?.ok) {
      const { slug: key } = await response.json();
      // Listed under the permanent link. The temporary one opens the board without a passphrase as long as it is valid.
      if (!isGuest) {
        rememberVisit({ slug, at: Date.now() });
        noteOnVisit(slug, { key });
      }
      return reopen(key);
    }
    const code = await errorCodeOf(response);
    isBusy.value = false;
    problem.value = PASSPHRASE[PROBLEMS[code as keyof typeof PROBLEMS] ?? "noServer"];
    field.current?.select();
  };
  return (
    <main class="refused">
      <Mark />
      <h1>{PASSPHRASE.title}</h1>
      <p>{PASSPHRASE.hint}</p>
      <WaitingWords waiting={waiting} />
      <form class="unlock" onSubmit={unlock}>
        <label class="field-label" for={id}>{PASSPHRASE.label}</label>
        <input ref={field} id={id} class="input" type="password" autocomplete="current-password" required />
        <button type="submit" class="primary" aria-busy={isBusy.value}>
          {isBusy.value ? PASSPHRASE.opening : PASSPHRASE.open}
        </button>
        <ProblemRegion words={problem} />
      </form>
    </main>
  );
}
