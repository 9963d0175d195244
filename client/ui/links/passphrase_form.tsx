import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Mark } from "../controls/icon.tsx";
import { noteOnVisit, rememberVisit } from "./visits.ts";

const PROBLEMS: Record<number, string> = {
  403: "That is not the passphrase.",
  404: "This link does not open a board any more.",
  503: "Many people are coming in right now. Try again in a moment.",
  429: "Too many tries. Wait a minute, please.",
};

/** Replaces the page while the link requires a passphrase. The right passphrase opens the board. */
export function PassphraseForm({ slug, unlocked }: { slug: string; unlocked: (slug: string) => void }) {
  const problem = useSignal("");
  const isBusy = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
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
      rememberVisit({ slug, at: Date.now() });
      noteOnVisit(slug, { key });
      return unlocked(key);
    }
    isBusy.value = false;
    problem.value = PROBLEMS[response?.status ?? 0] ?? "The server can’t be reached. Try again soon.";
    field.current?.select();
  };
  return (
    <main class="refused">
      <Mark />
      <h1>This link asks for a passphrase</h1>
      <p>Whoever gave you the link knows it.</p>
      <form class="unlock" onSubmit={unlock}>
        <label class="field-label" for={id}>Passphrase</label>
        <input ref={field} id={id} class="input" type="password" autocomplete="current-password" required />
        <button type="submit" class="primary" aria-busy={isBusy.value}>
          {isBusy.value ? "Opening…" : "Open the board"}
        </button>
        <p class="problem" role="alert">{problem.value}</p>
      </form>
    </main>
  );
}
