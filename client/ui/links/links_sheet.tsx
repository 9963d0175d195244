import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Status } from "../../editor/status.ts";
import { ConfirmButton } from "../controls/confirm_button.tsx";
import { boardAddress } from "./link.ts";
import type { LinkDesk } from "./link_desk.ts";
import { idsOf } from "./listed_link.ts";
import { LinkRow } from "./link_row.tsx";
import { NewLinkForm } from "./new_link_form.tsx";
import { OwnerLinkButton } from "./owner_link_button.tsx";
import type { PageLinks } from "./page_links.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { LINKS } from "../../messages/en/people/links.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { ProblemRegion } from "../controls/live_region.tsx";

export interface LinksSheetProps {
  readonly desk: LinkDesk;
  readonly links: PageLinks;
  readonly origin: string;
  readonly status: ReadonlySignal<Status>;
  /** Called when the board was deleted. */
  readonly ended: () => void;
  /** Replaces this page by another page of the board. */
  readonly goTo?: (slug: string) => void;
}

/** The owner's view of the board's links: create, change, revoke or replace them, and delete the board. */
export function LinksSheet({ desk, links, origin, status, ended, goTo = open }: LinksSheetProps) {
  const list = useRef<HTMLUListElement>(null);
  const isOnline = status.value.kind !== "offline";
  const listed = desk.links.value;
  const { links: plain, made } = links.known.value;
  const slugs = useSignal<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    idsOf([...Object.values(plain), ...made.map(({ slug }) => slug)]).then((ids) => {
      slugs.value = new Map([...ids ?? []].map(([slug, id]) => [id, slug]));
    });
  }, [plain, made]);
  const addressOf = (id: string) => {
    const slug = slugs.value.get(id);
    return slug === undefined ? undefined : boardAddress(origin, slug);
  };
  const rotate = async () => {
    const owner = await desk.rotate();
    if (owner !== undefined) goTo(owner);
  };
  const end = async () => {
    if (await desk.deleteBoard()) ended();
  };
  const mayEnd = isOnline && !desk.isBusy.value;
  return (
    <div class="links">
      <p class="note" aria-live="polite" aria-atomic>{!isOnline && LINKS.offline}</p>
      {listed === undefined && isOnline && desk.problem.value === "" && <p class="late note">{CONTROLS.loading}</p>}
      <ProblemRegion words={desk.problem} />
      {listed === undefined && desk.problem.value !== "" && (
        <button
          type="button"
          class="secondary"
          onClick={() => desk.load()}
        >
          {LINKS.tryAgain}
        </button>
      )}
      {listed !== undefined && (
        <fieldset disabled={!isOnline}>
          <ul ref={list} tabIndex={-1} aria-label={LINKS.list}>
            {listed.map((link) => (
              <LinkRow
                key={link.id}
                {...{ link, desk }}
                address={addressOf(link.id)}
                gone={() => list.current?.focus()}
              />
            ))}
          </ul>
          <NewLinkForm {...{ desk, links, origin }} />
          <section class="link-form">
            <h3>{LINKS.otherDevices}</h3>
            <OwnerLinkButton address={boardAddress(origin, links.slug.value)} />
          </section>
          <section class="link-form">
            <h3>{LINKS.danger}</h3>
            {/* Unsaved changes would be lost with the old link. */}
            <ConfirmButton
              label={LINKS.replaceAll}
              explanation={LINKS.replaceExplained}
              disabled={!mayEnd || status.value.kind !== "saved"}
              run={rotate}
            />
            <ConfirmButton
              label={BOARDS.toBin}
              explanation={BOARDS.toBinQuestion}
              disabled={!mayEnd}
              run={() => void desk.moveToBin()}
            />
            <ConfirmButton
              label={LINKS.deleteBoard}
              explanation={LINKS.deleteExplained}
              word={LINKS.deleteWord}
              disabled={!mayEnd}
              run={end}
            />
          </section>
        </fieldset>
      )}
    </div>
  );
}

function open(slug: string): void {
  location.replace(`/b/${slug}`);
}
