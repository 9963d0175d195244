import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import type { WebhookType } from "../../../board/wire/webhook_types.ts";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { EventsField } from "./events_field.tsx";
import type { WebhookDesk } from "./webhook_desk.ts";

/** Registers an address. What was typed stays until the server has accepted it. */
export function NewWebhookForm({ desk }: { readonly desk: WebhookDesk }) {
  const field = useRef<HTMLInputElement>(null);
  const events = useSignal<readonly WebhookType[] | undefined>(undefined);
  const id = useId();
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    const url = field.current!.value.trim();
    if (url === "") desk.problem.value = WEBHOOKS.noAddress;
    if (url === "" || !await desk.add(url, events.peek())) return field.current?.focus();
    events.value = undefined;
    if (field.current) field.current.value = "";
  };
  return (
    <form class="link-form" noValidate onSubmit={add}>
      <h3>{WEBHOOKS.fresh}</h3>
      <div>
        <label class="field-label" for={id}>{WEBHOOKS.address}</label>
        <input
          ref={field}
          id={id}
          class="input"
          type="url"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby={`${id}n`}
        />
      </div>
      <p class="note" id={`${id}n`}>{WEBHOOKS.addressNote}</p>
      <EventsField events={events.value} choose={(next) => void (events.value = next)} />
      <button type="submit" class="primary" aria-busy={desk.isBusy.value}>{WEBHOOKS.add}</button>
    </form>
  );
}
