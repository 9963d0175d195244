import type { Signal } from "@preact/signals";
import { mayDraw, type Role } from "../../../board/role.ts";
import { ago } from "../page/ago.ts";
import { moment } from "../page/dates.ts";
import { Icon } from "../controls/icon.tsx";
import { Thumbnail } from "./thumbnail.tsx";
import { addressOf, everySlugOf, forgetVisit, listVisits, type Visit } from "../links/visits.ts";
import { START } from "../../messages/en/start.ts";

interface VisitListProps {
  readonly visits: Signal<readonly Visit[]>;
  /** Ms since 1970. */
  readonly now: number;
  /** Called when a board was removed from the list, to delete its local copies. */
  readonly forgotten: (slugs: readonly string[]) => void;
}

/** The boards that this browser has opened. Plain links, so that they open in new tabs and work offline. */
export function VisitList({ visits, now, forgotten }: VisitListProps) {
  return (
    <section class="visits" aria-labelledby="visits">
      <h2 id="visits">{START.recent}</h2>
      {visits.value.length === 0 ? <p class="note">{START.noneYet}</p> : (
        <ul>
          {visits.value.map((visit) => (
            <VisitRow
              key={visit.slug}
              visit={visit}
              now={now}
              forget={() => forget(visits, visit) && forgotten(everySlugOf(visit))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function VisitRow({ visit, now, forget }: { visit: Visit; now: number; forget: () => void }) {
  const title = visit.title || START.boardOf({ date: moment(visit.since, now) });
  return (
    <li class="visit">
      <a class="visit-link" href={`/b/${addressOf(visit)}`}>
        <Thumbnail slug={visit.key ?? visit.slug} />
        <span class="visit-title">{title}</span>
        <span class="note">
          {[roleWord(visit.role), START.opened({ ago: ago(visit.at, now) })].filter(Boolean).join(" · ")}
        </span>
      </a>
      <button
        type="button"
        class="button"
        aria-label={START.removeBoard({ board: title })}
        title={START.remove}
        onClick={forget}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/**
 * Removes a board from the list. Asks first if the owner link would be lost, as it may exist nowhere else. @returns
 * whether it was removed
 */
function forget(visits: Signal<readonly Visit[]>, { slug, links, role }: Visit): boolean {
  const isOwner = role === "owner" || links?.owner !== undefined;
  if (isOwner && !confirm(START.removeOwned)) return false;
  forgetVisit(slug);
  visits.value = listVisits();
  return true;
}

function roleWord(role: Role | undefined): string | undefined {
  if (role === undefined) return undefined;
  return role === "owner" ? START.owner : mayDraw(role) ? START.canDraw : START.viewOnly;
}
