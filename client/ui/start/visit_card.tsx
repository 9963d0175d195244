import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { mayDraw, rightsOf, type Role } from "../../../board/role.ts";
import { isOwned, type Visit } from "../links/visits.ts";
import { ago } from "../page/ago.ts";
import { Icon } from "../controls/icon.tsx";
import { shownTitle } from "./board_list.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { VisitMenu } from "./visit_menu.tsx";
import { START } from "../../messages/en/start.ts";

interface VisitCardProps {
  readonly visit: Visit;
  /** Ms since 1970. */
  readonly now: number;
  readonly href: string;
  /** Resolves to a problem, if there was one. */
  readonly rename: (title: string) => Promise<string | undefined>;
  readonly duplicate: () => Promise<string | undefined>;
  readonly pin: () => void;
  readonly remove: () => void;
}

/** A board in the list: its picture, its title, and a menu of actions. */
export function VisitCard({ visit, now, href, rename, duplicate, pin, remove }: VisitCardProps) {
  const asked = useSignal<"title" | "removal" | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);
  const card = useRef<HTMLLIElement>(null);
  const wasAsked = useRef(false);
  useLayoutEffect(() => {
    // Returns the focus when a form has closed.
    if (wasAsked.current && asked.value === undefined) card.current?.querySelector<HTMLElement>(".visit-more")?.focus();
    wasAsked.current = asked.value !== undefined;
  }, [asked.value]);
  const title = shownTitle(visit, now);
  const forms = useSignal<Awaited<ReturnType<typeof loadForms>>>(undefined);
  const ask = async (form: "title" | "removal") => {
    forms.value ??= await loadForms();
    if (forms.value) asked.value = form;
    else problem.value = START.noServer;
  };
  const work = async (run: () => Promise<string | undefined>) => {
    if (isBusy.peek()) return;
    problem.value = undefined;
    isBusy.value = true;
    problem.value = await run();
    isBusy.value = false;
    if (problem.peek() === undefined) asked.value = undefined;
  };
  const close = () => {
    problem.value = undefined;
    asked.value = undefined;
  };
  return (
    <li ref={card} class="visit" aria-busy={isBusy.value}>
      <a class="visit-link" href={href}>
        <Thumbnail slug={visit.key ?? visit.slug} />
        <span class="visit-title">{title}</span>
        <span class="note">
          {[roleWord(visit.role), START.opened({ ago: ago(visit.at, now) })].filter(Boolean).join(" · ")}
        </span>
      </a>
      {visit.pinned && (
        <span class="visit-pin" role="img" aria-label={START.pinned}>
          <Icon name="keep" />
        </span>
      )}
      <VisitMenu
        label={START.actions({ board: title })}
        items={[
          { label: visit.pinned ? START.unpin : START.pin, icon: "keep", run: pin },
          { label: START.rename, icon: "pen", run: () => void ask("title") },
          { label: START.duplicate, icon: "copy", run: () => void work(duplicate) },
          { label: START.remove, icon: "close", run: () => isOwned(visit) ? void ask("removal") : remove() },
        ]}
      />
      {forms.value && asked.value === "title" && (
        <forms.value.Title
          label={START.titleOf({ board: title })}
          title={visit.title ?? ""}
          isBusy={isBusy.value}
          save={(title) => work(() => rename(title))}
          close={close}
        />
      )}
      {forms.value && asked.value === "removal" && <forms.value.Removal confirm={remove} close={close} />}
      <p class="problem" role="alert">{problem.value}</p>
    </li>
  );
}

/** Undefined without the network. */
const loadForms = () => import("./visit_forms.ts").then(({ VISIT_FORMS }) => VISIT_FORMS, () => undefined);

function roleWord(role: Role | undefined): string | undefined {
  if (role === undefined) return undefined;
  if (role === "owner" || mayDraw(role)) return role === "owner" ? START.owner : START.canDraw;
  return rightsOf(role).comment ? START.canComment : START.viewOnly;
}
