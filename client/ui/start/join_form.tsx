import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
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
  const id = useId();
  const join = (event: Event) => {
    event.preventDefault();
    const read = readLink(field.current!.value, origin);
    if ("slug" in read) return open(read.slug);
    problem.value = read.error;
    field.current!.focus();
  };
  return (
    <form class="join" onSubmit={join} noValidate>
      <label class="field-label" for={`${id}f`}>{START.joinLabel}</label>
      <div class="join-row">
        <input
          ref={field}
          id={`${id}f`}
          class="input"
          placeholder={START.linkExample}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={problem.value !== undefined}
          aria-describedby={`${id}p`}
          onInput={() => problem.value = undefined}
        />
        <button type="submit" class="secondary">{START.join}</button>
      </div>
      <p class="problem" aria-live="assertive" aria-atomic id={`${id}p`}>{problem.value}</p>
    </form>
  );
}
