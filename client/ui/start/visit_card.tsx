import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { rightsOf, type Role } from "../../../board/role.ts";
import { everySlugOf, isOwned, type Visit } from "../links/visits.ts";
import { ago } from "../page/ago.ts";
import { focusLater } from "../controls/focus/focus_later.ts";
import { Icon } from "../controls/icon.tsx";
import type { BoardDesk } from "./board_desk.ts";
import { shownTitle } from "./board_list.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { type MenuItem, VisitMenu } from "./visit_menu.tsx";
import { START } from "../../messages/en/start.ts";

interface VisitCardProps {
  readonly visit: Visit;
  /** Ms since 1970. */
  readonly now: number;
  readonly href: string;
  /** Resolves to a problem, if there was one. */
  readonly rename: (title: string) => Promise<string | undefined>;
  readonly duplicate: () => Promise<string | undefined>;
  /** The board as this device shows it. */
  readonly picture: BoardDesk["picture"];
  readonly pin: () => void;
  readonly remove: () => void;
  /** Replaces the line below the title. */
  readonly note?: string;
  /** Further actions. */
  readonly more?: readonly MenuItem[];
  /** How the last action ends the board for the person. Default: it is removed from the list. */
  readonly ending?: Ending;
  readonly children?: ComponentChildren;
}

export interface Ending extends Omit<MenuItem, "run"> {
  /** Asked before. Undefined: nothing is asked. */
  readonly question?: string;
}

/** A board in the list: its picture, its title, and a menu of actions. */
export function VisitCard(
  { visit, now, href, rename, duplicate, picture, pin, remove, note, more = [], ending, children }: VisitCardProps,
) {
  const asked = useSignal<"title" | "removal" | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);
  const card = useRef<HTMLLIElement>(null);
  const wasAsked = useRef(false);
  useLayoutEffect(() => {
    // Returns the focus when a form has closed.
    const isOver = wasAsked.current && asked.value === undefined;
    wasAsked.current = asked.value !== undefined;
    if (isOver) return focusMenu(card.current!);
  }, [asked.value]);
  useLayoutEffect(() => {
    if (problem.value) card.current!.lastElementChild!.scrollIntoView({ block: "nearest" });
  }, [problem.value]);
  const title = shownTitle(visit, now);
  const forms = useSignal<Awaited<ReturnType<typeof loadForms>>>(undefined);
  const ask = async (form: "title" | "removal") => {
    forms.value ??= await loadForms();
    if (forms.value) asked.value = form;
    else problem.value = START.noServer;
  };
  const last = ending ?? { label: START.remove, icon: "close" } as const;
  const asksFirst = ending ? ending.question !== undefined : isOwned(visit);
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
    // The forms are there when an action of the menu asks for one.
    <li ref={card} class="visit" tabIndex={-1} aria-busy={isBusy.value} onFocusIn={loadForms}>
      <a class="visit-link" href={href}>
        <Thumbnail slug={visit.key ?? visit.slug} here={(theme) => picture(everySlugOf(visit), theme)} />
        <span class="visit-title">{title}</span>
        <span class="note">
          {note ??
            [visit.begun ? START.begun : roleWord(visit.role), START.opened({ ago: ago(visit.at, now) })].filter(
              Boolean,
            ).join(" · ")}
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
          ...more,
          { ...last, run: () => asksFirst ? void ask("removal") : remove() },
        ]}
      />
      {forms.value && asked.value === "title" && (
        <forms.value.FORMS.Title
          label={START.titleOf({ board: title })}
          title={visit.title ?? ""}
          isBusy={isBusy.value}
          save={(title) => work(() => rename(title))}
          close={close}
        />
      )}
      {forms.value && asked.value === "removal" && (
        <forms.value.FORMS.Removal
          {...(ending && { question: ending.question, label: ending.label })}
          confirm={() => {
            close();
            remove();
          }}
          close={close}
        />
      )}
      {children}
      <p class="problem" aria-live="assertive" aria-atomic>{problem.value}</p>
    </li>
  );
}

/** Gives the focus back to the menu of a card when a form in it has closed. */
export function focusMenu(card: HTMLElement): () => void {
  return focusLater(() => card.querySelector<HTMLElement>(".visit-more"), card);
}

/** Undefined without the network. */
const loadForms = () => import("./visit_forms.ts").catch(() => undefined);

export function roleWord(role: Role | undefined): string | undefined {
  if (role === undefined) return undefined;
  if (role === "owner") return START.owner;
  const { draw, comment } = rightsOf(role);
  return draw ? START.canDraw : comment ? START.canComment : START.viewOnly;
}
