import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { CONTROLS } from "../../messages/en/controls.ts";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { ConfirmButton } from "../controls/confirm_button.tsx";
import { EventsField } from "./events_field.tsx";
import type { ListedWebhook } from "./listed_webhook.ts";
import type { WebhookDesk } from "./webhook_desk.ts";
import { WebhookSecret } from "./webhook_secret.tsx";
import { deliveryWords, eventWords, notesOn } from "./webhook_words.ts";

interface WebhookRowProps {
  readonly webhook: ListedWebhook;
  readonly desk: WebhookDesk;
  /** Called after the webhook was removed, to move the focus. */
  readonly gone: () => void;
}

/** A webhook in the owner's list, with its last deliveries and what can be done with it. */
export function WebhookRow({ webhook, desk, gone }: WebhookRowProps) {
  const isOpen = useSignal(false);
  const details = useId();
  const { id, url } = webhook;
  const secret = desk.secret.value;
  const turn = () => {
    isOpen.value = !isOpen.value;
    if (isOpen.value) void desk.loadDeliveries(id);
  };
  return (
    <li class="link">
      <div class="link-head">
        <span class="link-words">
          <span class="share-title">{url}</span>
          <span class="note">{notesOn(webhook, Date.now())}</span>
        </span>
        <button
          type="button"
          class="secondary"
          aria-expanded={isOpen.value}
          aria-controls={details}
          aria-label={WEBHOOKS.details({ address: url })}
          onClick={turn}
        >
          {isOpen.value ? CONTROLS.close : WEBHOOKS.change}
        </button>
      </div>
      {secret?.id === id && <WebhookSecret key={secret.text} text={secret.text} />}
      {isOpen.value && <Details id={details} {...{ webhook, desk, gone }} />}
    </li>
  );
}

function Details({ webhook, desk, id: element, gone }: WebhookRowProps & { readonly id: string }) {
  const { id, isPaused, events } = webhook;
  return (
    <div id={element} class="link-form">
      <div class="order-acts">
        <button type="button" class="secondary" onClick={() => void desk.test(id)}>{WEBHOOKS.test}</button>
        <button type="button" class="secondary" onClick={() => void desk.pause(id, !isPaused)}>
          {isPaused ? WEBHOOKS.goOn : WEBHOOKS.pause}
        </button>
        <button type="button" class="secondary" onClick={() => void desk.renewSecret(id)}>{WEBHOOKS.newSecret}</button>
        <ConfirmButton
          label={WEBHOOKS.remove}
          explanation={WEBHOOKS.removeNote}
          run={() => void desk.remove(id, gone)}
        />
      </div>
      <EventsField events={events} choose={(next) => void desk.tellOf(id, next)} />
      <Deliveries id={id} desk={desk} />
    </div>
  );
}

function Deliveries({ id, desk }: { readonly id: string; readonly desk: WebhookDesk }) {
  const deliveries = desk.deliveries.value.get(id);
  if (deliveries === undefined) return null;
  const now = Date.now();
  return (
    <section>
      <h3>{WEBHOOKS.deliveries}</h3>
      <ol class="webhook-deliveries" tabIndex={0} aria-label={WEBHOOKS.deliveries}>
        {deliveries.map((delivery) => (
          <li key={`${delivery.at} ${delivery.type} ${delivery.attempt}`}>
            <span>{eventWords(delivery.type)}</span>
            <span class="note" data-failed={!delivery.isDelivered}>{deliveryWords(delivery, now)}</span>
          </li>
        ))}
        {deliveries.length === 0 && <li class="note">{WEBHOOKS.noDeliveries}</li>}
      </ol>
    </section>
  );
}
