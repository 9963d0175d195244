import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { readLink } from "./pasted_link.ts";
import { START } from "../../messages/en/start.ts";

interface JoinFormProps {
  readonly open: (slug: string) => void;
  readonly origin: string;
}

/** Opens a board by its link. */
export function JoinForm({ open, origin }: JoinFormProps) {
  const problem = useSignal<string | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const join = (event: Event) => {
    event.preventDefault();
    const read = readLink(field.current!.value, origin);
    if ("slug" in read) return open(read.slug);
    // A screen reader speaks the same words again only when they differ.
    problem.value = problem.peek() === read.error ? `${read.error}\u00a0` : read.error;
    field.current!.focus();
  };
  return (
    <form class="join" onSubmit={join} noValidate>
      <label class="field-label" for="join">{START.joinLabel}</label>
      <div class="join-row">
        <input
          ref={field}
          id="join"
          class="input"
          placeholder={START.linkExample}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={problem.value !== undefined}
          aria-describedby="problem"
          onInput={() => problem.value = undefined}
        />
        <button type="submit" class="secondary">{START.join}</button>
      </div>
      <p class="problem" aria-live="assertive" aria-atomic id="problem">{problem.value}</p>
    </form>
  );
}
