import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { CopyButton } from "../controls/copy_button.tsx";

/** A secret that was made just now. It receives the focus, as the server never returns it again. */
export function WebhookSecret({ text }: { readonly text: string }) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current!.focus(), []);
  return (
    <div class="made webhook-secret">
      <p class="note" id={id}>{WEBHOOKS.secretNote}</p>
      <div class="share-row">
        <input
          ref={field}
          class="input"
          aria-describedby={id}
          aria-label={WEBHOOKS.secret}
          readOnly
          value={text}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyButton text={text} />
      </div>
    </div>
  );
}
