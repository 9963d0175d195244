import type { WebhookType } from "../../../board/wire/webhook_types.ts";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { eventWords, OFFERED_EVENTS } from "./webhook_words.ts";

interface EventsFieldProps {
  /** Undefined: everything. */
  readonly events: readonly WebhookType[] | undefined;
  readonly choose: (events: readonly WebhookType[] | undefined) => void;
}

/** What a webhook is told of: everything, or some kinds of events, at least one. */
export function EventsField({ events, choose }: EventsFieldProps) {
  const turn = (type: WebhookType, isOn: boolean) =>
    choose(OFFERED_EVENTS.filter((each) => each === type ? isOn : events?.includes(each)));
  return (
    <fieldset class="webhook-events">
      <legend class="field-label">{WEBHOOKS.tellOf}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={events === undefined}
          onChange={({ currentTarget }) => choose(currentTarget.checked ? undefined : OFFERED_EVENTS)}
        />
        {WEBHOOKS.everything}
      </label>
      {events && OFFERED_EVENTS.map((type) => (
        <label key={type} class="check">
          <input
            type="checkbox"
            checked={events.includes(type)}
            disabled={events.length === 1 && events.includes(type)}
            onChange={({ currentTarget }) => turn(type, currentTarget.checked)}
          />
          {eventWords(type)}
        </label>
      ))}
    </fieldset>
  );
}
