import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Status } from "../editor/status.ts";
import { ConfirmButton } from "./confirm_button.tsx";
import { LinkDesk, stillListed } from "./link_desk.ts";
import { LinkRow } from "./link_row.tsx";
import { NewLinkForm } from "./new_link_form.tsx";
import { type Links, noteOnVisit } from "./visits.ts";

export interface LinksSheetProps {
  readonly slug: string;
  readonly origin: string;
  readonly status: ReadonlySignal<Status>;
  /** Links this browser knows of the board, … */
  readonly links: Links;
  /** … and those of them that still open it. */
  readonly known: (links: Links) => void;
  /** The board was deleted. */
  readonly ended: () => void;
  /** Goes to another page of the board in place of this one. */
  readonly goTo?: (slug: string) => void;
}

const ROTATE =
  "Every link to this board stops working at once, yours too, whatever label, time or passphrase it has. " +
  "Whoever is here has to be given a new one. You go on with a new owner link, which this browser keeps.";
const DELETE = "The board is deleted for everybody, with all that was ever drawn on it. Nobody can bring it back.";

/** The owner's view of the board's links: make, change, revoke, replace all; and the end of the board. */
export function LinksSheet({ slug, origin, status, links, known, ended, goTo = open }: LinksSheetProps) {
  const desk = useMemo(() => new LinkDesk(slug), [slug]);
  const list = useRef<HTMLUListElement>(null);
  const isOnline = status.value.kind !== "offline";
  useEffect(() => void (isOnline && desk.load()), [isOnline]);
  const listed = desk.links.value;
  useEffect(() => {
    if (listed === undefined) return;
    stillListed(links, listed).then((good) => {
      if (Object.keys(good).length === Object.keys(links).length) return;
      noteOnVisit(slug, { links: good });
      known(good);
    });
  }, [listed]);
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
      {!isOnline && <p class="note" role="status">You are offline. Links can be changed when you are back.</p>}
      {listed === undefined && isOnline && desk.problem.value === "" && <p class="late note">Loading…</p>}
      <p class="problem" role="alert">{desk.problem.value}</p>
      {listed === undefined && desk.problem.value !== "" && (
        <button
          type="button"
          class="secondary"
          onClick={() => desk.load()}
        >
          Try again
        </button>
      )}
      {listed !== undefined && (
        <fieldset disabled={!isOnline}>
          <ul ref={list} tabIndex={-1} aria-label="Links to this board">
            {listed.map((link) => <LinkRow key={link.id} link={link} desk={desk} gone={() => list.current?.focus()} />)}
          </ul>
          <NewLinkForm desk={desk} origin={origin} />
          <section class="link-form">
            <h3>For good</h3>
            {/* Changes that are not saved yet would stay behind under the old link. */}
            <ConfirmButton
              label="Replace all links"
              explanation={ROTATE}
              disabled={!mayEnd || status.value.kind !== "saved"}
              run={rotate}
            />
            <ConfirmButton label="Delete board" explanation={DELETE} word="delete" disabled={!mayEnd} run={end} />
          </section>
        </fieldset>
      )}
    </div>
  );
}

function open(slug: string): void {
  location.replace(`/b/${slug}`);
}
