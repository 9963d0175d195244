import { useComputed, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { NAME_MAX } from "../../../board/limits.ts";
import type { Editor } from "../../editor/editor.ts";
import { goToPerson } from "../../editor/together/going.ts";
import { findPeople, ListedPeople, type ListedPerson, peopleHere, STATES } from "../../editor/together/people_here.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { TOGETHER } from "../../messages/en/people/together.ts";
import { BOARD_ICONS } from "../controls/board_icons.ts";
import { closing } from "../controls/closing.ts";
import { Icon } from "../controls/icon.tsx";
import { WIDE } from "../page/use_media.ts";
import { Face } from "./face.tsx";
import { SearchField } from "../search/search_field.tsx";

/** With more people than this, the list has a field to find one, and a height that stays. */
const FEW = 8;

/** Ends the search for a person to go to. The search goes on when the list closes, as it does on phones. */
let giveUp: () => void = () => {};

/** Everybody on the board, by what they do now, and what one can do together with them. */
export function PeopleList({ editor, keepOrder }: { editor: Editor; keepOrder: () => void }) {
  const { me, peers, theme, following, bringing, canDraw, role } = editor;
  const words = useSignal("");
  // Cursors move often. This stays the same until the list shows something else.
  const text = useComputed(() => JSON.stringify(peopleHere(peers.value, editor.outbox.myId())));
  const listed = useRef<ListedPeople>(undefined);
  const people = (listed.current ??= new ListedPeople()).update(JSON.parse(text.value));
  const hasMany = people.length > FEW;
  const found = hasMany ? findPeople(people, words.value) : people;
  // The list would cover the view that one follows.
  const close = (event: Event) => (event.currentTarget as Element).closest<HTMLElement>("[popover]")?.hidePopover();
  const goTo = (id: number, event: Event) => {
    giveUp();
    giveUp = goToPerson(editor, id);
    if (!matchMedia(WIDE).matches) close(event);
  };
  const group = (name: ListedPerson["group"]) => {
    const inside = found.filter(({ group }) => group === name);
    if (inside.length === 0) return null;
    const count = inside.filter(({ hasLeft }) => !hasLeft).length;
    return (
      <Group key={name} title={TOGETHER.count({ group: TOGETHER[name], count })}>
        {inside.map((person) => (
          <Person
            key={person.id}
            {...{ person, goTo }}
            theme={theme.value}
            isFollowed={following.value === person.id}
            follow={(isOn) => following.value = isOn ? person.id : undefined}
            close={close}
          />
        ))}
      </Group>
    );
  };
  return (
    <>
      {/* Above the list, which grows when people come. */}
      {canDraw.value && (
        <button
          type="button"
          class="item"
          aria-pressed={bringing.value}
          onClick={() => bringing.value = !bringing.peek()}
        >
          {TOGETHER.bring}
        </button>
      )}
      {role.value === "owner" && (
        <button type="button" class="item" aria-haspopup="dialog" onClick={keepOrder}>
          {INTERFACE.keepOrder}
        </button>
      )}
      {hasMany && (
        <SearchField
          look="person-search"
          label={TOGETHER.search}
          value={words.value}
          maxLength={NAME_MAX}
          search={(typed) => words.value = typed}
        />
      )}
      <div
        class={hasMany ? "list people-list is-long" : "list people-list"}
        tabIndex={hasMany ? 0 : undefined}
        role="group"
        aria-label={TOGETHER.people}
      >
        {words.value.trim() === "" && (
          <button
            type="button"
            class="item person person-me"
            aria-haspopup="dialog"
            title={INTERFACE.nameAndColor}
            onClick={closing(openMe)}
          >
            <Face person={me.value} theme={theme.value} />
            <span class="name">{me.value.name}</span>
            <span class="note">{TOGETHER.you}</span>
          </button>
        )}
        {[...STATES, "new" as const].map(group)}
        <p class="note" aria-live="polite" aria-atomic>{found.length === 0 && TOGETHER.nobodyFound}</p>
      </div>
    </>
  );
}

/** Opens the card of the local user, whose button phones do not show beside others. */
function openMe(): void {
  document.querySelector<HTMLElement>(".me-panel")!.showPopover();
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} class="note people-group">{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

interface PersonProps {
  readonly person: ListedPerson;
  readonly theme: "light" | "dark";
  readonly isFollowed: boolean;
  readonly goTo: (id: number, event: Event) => void;
  readonly follow: (isOn: boolean) => void;
  readonly close: (event: Event) => void;
}

function Person({ person, theme, isFollowed, goTo, follow, close }: PersonProps) {
  const { id, name, state, followsMe, brings, hasLeft } = person;
  const label = hasLeft
    ? TOGETHER.hasLeft
    : { here: TOGETHER.goTo, idle: TOGETHER.goToIdle, away: TOGETHER.goToAway }[state];
  const note = hasLeft ? TOGETHER.gone : brings ? TOGETHER.brings : followsMe ? TOGETHER.followsMe : "";
  return (
    <li class="person-row">
      <button
        type="button"
        class="item person"
        aria-label={label({ name })}
        aria-disabled={hasLeft}
        onClick={(event) => hasLeft || goTo(id, event)}
      >
        <Face person={person} theme={theme} />
        <span class="name" title={name}>{name}</span>
        {note && <span class="note">{note}</span>}
      </button>
      <button
        type="button"
        class="button"
        aria-label={TOGETHER.follow({ name })}
        aria-pressed={isFollowed}
        aria-disabled={hasLeft}
        title={TOGETHER.follow({ name })}
        onClick={(event) => {
          if (hasLeft) return;
          follow(!isFollowed);
          if (!isFollowed) close(event);
        }}
      >
        <Icon name={BOARD_ICONS.eye} />
      </button>
    </li>
  );
}
