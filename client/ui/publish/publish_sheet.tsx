import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { CONTROLS } from "../../messages/en/controls.ts";
import { PUBLISHING } from "../../messages/en/people/publishing.ts";
import { ConfirmButton } from "../controls/confirm_button.tsx";
import { focusLater } from "../controls/focus/focus_later.ts";
import { LinkAddress } from "../links/link_address.tsx";
import { ago } from "../page/ago.ts";
import type { PublishDesk } from "./publish_desk.ts";
import { NoticeRegion, ProblemRegion, useSpokenWords } from "../controls/live_region.tsx";

interface PublishSheetProps {
  readonly desk: PublishDesk;
  readonly origin: string;
  readonly isOnline: boolean;
  readonly title: string;
}

/** Publishes the board as it is now, updates the page, and withdraws it. */
export function PublishSheet({ desk, origin, isOnline, title }: PublishSheetProps) {
  const mayIndex = useSignal(false);
  const said = useSpokenWords();
  const published = desk.published.value, isLoaded = published !== undefined;
  useEffect(() => void (isOnline && !isLoaded && !desk.isBusy.peek() && desk.load()), [desk, isOnline]);
  useLayoutEffect(() => void (mayIndex.value = desk.published.peek()?.mayIndex ?? false), [isLoaded]);
  const sheet = useRef<HTMLDivElement>(null), button = useRef<HTMLButtonElement>(null);
  const publish = async () => {
    if (desk.isBusy.peek()) return;
    said.value = "";
    if (await desk.publish({ title, mayIndex: mayIndex.value })) said.value = PUBLISHING.updated;
  };
  const withdraw = async () => {
    if (desk.isBusy.peek()) return;
    said.value = "";
    // The button that was pressed is gone then. A screen reader drops words that come before the focus has moved.
    if (!await desk.withdraw()) return;
    focusLater(() => button.current, sheet.current!);
    said.value = PUBLISHING.withdrawn;
  };
  return (
    <div ref={sheet} class="links link-form" tabIndex={-1}>
      <p class="note">{PUBLISHING.explained}</p>
      {published === undefined && desk.problem.value === "" && <p class="late note">{CONTROLS.loading}</p>}
      <ProblemRegion words={desk.problem} />
      {published !== undefined && (
        <fieldset disabled={!isOnline}>
          {published && (
            <div class="made">
              <LinkAddress name={PUBLISHING.address} address={`${origin}/p/${published.id}`} />
              <p class="note">{PUBLISHING.asOf({ ago: ago(published.at, Date.now()) })}</p>
            </div>
          )}
          <div class="link-form">
            <label class="check">
              <input
                type="checkbox"
                checked={mayIndex.value}
                onChange={({ currentTarget }) => mayIndex.value = currentTarget.checked}
              />{" "}
              {PUBLISHING.mayIndex}
            </label>
            <button ref={button} type="button" class="primary" aria-busy={desk.isBusy.value} onClick={publish}>
              {published ? PUBLISHING.update : PUBLISHING.publishNow}
            </button>
            <NoticeRegion words={said} />
            {published && (
              <ConfirmButton
                label={PUBLISHING.withdraw}
                explanation={PUBLISHING.withdrawExplained}
                disabled={!isOnline}
                run={() => void withdraw()}
              />
            )}
          </div>
        </fieldset>
      )}
    </div>
  );
}
