import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { CopyButton } from "../controls/copy_button.tsx";

/** A secret that was made just now. The server never returns it again. */
export function WebhookSecret({ text }: { readonly text: string }) {
  return (
    <div class="made webhook-secret">
      <p class="note">{WEBHOOKS.secretNote}</p>
      <div class="share-row">
        <input
          class="input"
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
