import { useEffect, useRef } from "preact/hooks";
import { CONTROLS } from "../../messages/en/controls.ts";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { NewWebhookForm } from "./new_webhook_form.tsx";
import type { WebhookDesk } from "./webhook_desk.ts";
import { WebhookRow } from "./webhook_row.tsx";
import { NoticeRegion, ProblemRegion } from "../controls/live_region.tsx";

interface WebhooksSheetProps {
  readonly desk: WebhookDesk;
  readonly isOnline: boolean;
}

/** The webhooks of a board: adds, tests, pauses and removes them, and shows what was delivered. For owners. */
export function WebhooksSheet({ desk, isOnline }: WebhooksSheetProps) {
  const list = useRef<HTMLUListElement>(null);
  const webhooks = desk.webhooks.value;
  useEffect(() => void (isOnline && webhooks === undefined && !desk.isBusy.peek() && desk.load()), [desk, isOnline]);
  return (
    <div class="links" aria-busy={desk.isBusy.value}>
      <p class="note webhooks-note">{WEBHOOKS.about}</p>
      {webhooks === undefined && desk.problem.value === "" && <p class="late note">{CONTROLS.loading}</p>}
      <ProblemRegion words={desk.problem} />
      <NoticeRegion class="note webhooks-note" words={desk.notice} />
      {webhooks && (
        <fieldset disabled={!isOnline}>
          <ul ref={list} tabIndex={-1} aria-label={WEBHOOKS.list}>
            {webhooks.map((webhook) => (
              <WebhookRow
                key={webhook.id}
                {...{ webhook, desk }}
                gone={() => list.current?.focus()}
              />
            ))}
            {webhooks.length === 0 && <li class="note">{WEBHOOKS.none}</li>}
          </ul>
          <NewWebhookForm desk={desk} />
        </fieldset>
      )}
    </div>
  );
}
