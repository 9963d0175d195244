import { useEffect, useMemo, useRef } from "preact/hooks";
import { CONTROLS } from "../../messages/en/controls.ts";
import { WEBHOOKS } from "../../messages/en/people/webhooks.ts";
import { NewWebhookForm } from "./new_webhook_form.tsx";
import { WebhookDesk } from "./webhook_desk.ts";
import { WebhookRow } from "./webhook_row.tsx";
import { NoticeRegion, ProblemRegion } from "../controls/live_region.tsx";

interface WebhooksSheetProps {
  readonly slug: string;
  /** The name of the owner. */
  readonly name: () => string;
  readonly isOnline: boolean;
}

/** The webhooks of a board: adds, tests, pauses and removes them, and shows what was delivered. For owners. */
export function WebhooksSheet({ slug, name, isOnline }: WebhooksSheetProps) {
  const desk = useMemo(() => new WebhookDesk(slug, name), [slug]);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => void (isOnline && desk.load()), [desk, isOnline]);
  const webhooks = desk.webhooks.value;
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
