import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { Mark } from "./icon.tsx";

const PROBLEMS: Record<number, string> = {
  403: "That is not the passphrase.",
  404: "This link does not open a board any more.",
  429: "Too many tries. Wait a minute, please.",
};

/** The whole page when a link is locked; the right passphrase leads on to the board. */
export function PassphraseForm({ slug }: { slug: string }) {
  const problem = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const unlock = async (event: Event) => {
    event.preventDefault();
    const body = JSON.stringify({ passphrase: field.current!.value });
    const response = await fetch(`/api/boards/${slug}/unlock`, { method: "POST", body }).catch(() => undefined);
    if (response?.ok) return location.replace(`/b/${(await response.json()).slug}`);
    problem.value = PROBLEMS[response?.status ?? 0] ?? "The server can’t be reached. Try again soon.";
    field.current?.select();
  };
  return (
    <main class="refused">
      <Mark />
      <h1>This link asks for a passphrase</h1>
      <p>Whoever gave you the link knows it.</p>
      <form class="links-form" onSubmit={unlock}>
        <label class="field-label" for={id}>Passphrase</label>
        <input ref={field} id={id} class="input" type="password" autocomplete="current-password" required />
        <button type="submit" class="primary">Open the board</button>
        <p class="problem" role="alert">{problem.value}</p>
      </form>
    </main>
  );
}
