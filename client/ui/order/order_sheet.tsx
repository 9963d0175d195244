import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { NAME_MAX } from "../../../board/limits.ts";
import type { StateNotice } from "../../../board/moderation.ts";
import { isRole } from "../../../board/role.ts";
import { findPeople } from "../../editor/together/people_here.ts";
import { useKeptFocus } from "../controls/focus/kept_focus.ts";
import { roleName } from "../links/link_words.ts";
import { ago } from "../page/ago.ts";
import { languageTag } from "../../messages/messages.ts";
import { ORDER } from "../../messages/en/people/order.ts";
import { TOGETHER } from "../../messages/en/people/together.ts";
import { type Order, OrderDesk, type PersonHere } from "./order_desk.ts";
import { ProblemRegion } from "../controls/live_region.tsx";
import { SearchField } from "../search/search_field.tsx";

/** With more people than this, there is a field to find one. */
const FEW = 8;
/** While people wait, the list is read again after this, ms: who gave up leaves it. */
const REFRESH_MS = 10_000;

interface OrderSheetProps {
  readonly slug: string;
  /** The name of the owner. */
  readonly name: () => string;
  readonly state: ReadonlySignal<StateNotice>;
  readonly people: ReadonlySignal<readonly unknown[]>;
}

/** What an owner can do to keep order, and what was done. */
export function OrderSheet({ slug, name, state, people }: OrderSheetProps) {
  const desk = useMemo(() => new OrderDesk(slug, name), [slug]);
  const { waiting = 0 } = state.value;
  const here = people.value.length;
  useEffect(() => void desk.load(), [desk, state.value, here]);
  useEffect(() => {
    if (waiting === 0) return;
    const timer = setInterval(() => void desk.load(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [desk, waiting > 0]);
  const order = desk.order.value, outcome = desk.outcome.value;
  const sheet = useRef<HTMLDivElement>(null);
  useKeptFocus(sheet);
  return (
    <div ref={sheet} class="links order" aria-busy={desk.isBusy.value}>
      <ProblemRegion words={desk.problem} />
      {/* Notices of the page are not spoken while a dialog is open. */}
      <div class="unseen">
        <p aria-live="polite" aria-atomic>{outcome && doneWords(outcome.action, outcome.about)}</p>
        <p aria-live="polite" aria-atomic>
          {order && order.waiting.length > 0 && ORDER.waitingNow({ names: namesOf(order.waiting) })}
        </p>
      </div>
      {order && <Content desk={desk} order={order} />}
    </div>
  );
}

function Content({ desk, order }: { desk: OrderDesk; order: Order }) {
  const { isFrozen, hasLobby, isLaserOpen, restricted, waiting, done } = order;
  const words = useSignal("");
  const [others, left] = [order.people, order.left ?? []].map((people) =>
    people.filter(({ role }) => role !== "owner")
  );
  const hasMany = others.length + left.length > FEW;
  const [foundHere, foundLeft] = [others, left].map((people) => hasMany ? findPeople(people, words.value) : people);
  const rows = (people: readonly PersonHere[]) =>
    people.map((person) => <Person key={person.visitor + person.ids.join()} {...{ desk, person }} />);
  return (
    <>
      <Switch
        label={ORDER.freeze}
        note={ORDER.freezeNote}
        isOn={isFrozen}
        turn={(isOn) => void desk.freeze(isOn)}
      />
      <Switch label={ORDER.lobby} note={ORDER.lobbyNote} isOn={hasLobby} turn={(isOn) => void desk.useLobby(isOn)} />
      <Switch
        label={ORDER.laser}
        note={ORDER.laserNote}
        isOn={isLaserOpen}
        turn={(isOn) => void desk.openLaser(isOn)}
      />
      {waiting.length > 0 && (
        <List title={ORDER.waiting}>
          {waiting.map(({ visitor, name }) => (
            <Row key={visitor} name={nameOf(name)}>
              <Act
                words={ORDER.letIn}
                label={ORDER.letInNamed({ name: nameOf(name) })}
                run={() => desk.visitor("admit", visitor)}
              />
              <Act
                words={ORDER.turnAway}
                label={ORDER.turnAwayNamed({ name: nameOf(name) })}
                run={() => desk.visitor("refuse", visitor)}
              />
            </Row>
          ))}
        </List>
      )}
      {hasMany && (
        <SearchField
          label={TOGETHER.search}
          value={words.value}
          maxLength={NAME_MAX}
          search={(typed) => words.value = typed}
        />
      )}
      <p class="unseen" aria-live="polite" aria-atomic>
        {hasMany && foundHere.length + foundLeft.length === 0 && TOGETHER.nobodyFound}
      </p>
      <List title={ORDER.here}>
        {rows(foundHere)}
        {foundHere.length === 0 && <li class="note">{others.length === 0 ? ORDER.nobodyHere : TOGETHER.nobodyFound}
        </li>}
      </List>
      {foundLeft.length > 0 && <List title={ORDER.left}>{rows(foundLeft)}</List>}
      {restricted.length > 0 && (
        <List title={ORDER.kept}>
          {restricted.map(({ visitor, name, isMuted, removedUntil = 0 }) => (
            <Row
              key={visitor}
              name={nameOf(name)}
              note={removedUntil > Date.now() ? ORDER.removedUntil({ time: timeOf(removedUntil) }) : ORDER.isMuted}
            >
              {removedUntil > Date.now() && (
                <Act
                  words={ORDER.readmit}
                  label={ORDER.readmitNamed({ name: nameOf(name) })}
                  run={() => desk.visitor("readmit", visitor)}
                />
              )}
              {isMuted && (
                <Act
                  words={ORDER.unmute}
                  label={ORDER.unmuteNamed({ name: nameOf(name) })}
                  run={() => desk.visitor("unmute", visitor)}
                />
              )}
            </Row>
          ))}
        </List>
      )}
      <List title={ORDER.done}>
        {done.map(({ number, at, name, action, about }) => (
          <Row
            key={number}
            name={doneWords(action, about)}
            note={ORDER.by({ name: nameOf(name), ago: ago(at, Date.now()) })}
          />
        ))}
        {done.length === 0 && <li class="note">{ORDER.nothingDone}</li>}
      </List>
    </>
  );
}

function Person({ desk, person }: { desk: OrderDesk; person: PersonHere }) {
  const isAsked = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const keep = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Do not close the dialog.
    event.preventDefault();
    event.stopPropagation();
    button.current?.focus();
    isAsked.value = false;
  };
  const { visitor, link, isMuted } = person;
  const name = nameOf(person.name);
  return (
    <Row name={name} note={isMuted ? ORDER.isMuted : undefined}>
      {/* One button, so that it keeps the focus. */}
      <Act
        words={isMuted ? ORDER.unmute : ORDER.mute}
        label={(isMuted ? ORDER.unmuteNamed : ORDER.muteNamed)({ name })}
        run={() => desk.visitor(isMuted ? "unmute" : "mute", visitor)}
      />
      <button
        ref={button}
        type="button"
        class="secondary"
        aria-label={ORDER.removeNamed({ name })}
        aria-expanded={isAsked.value}
        onClick={() => isAsked.value = !isAsked.value}
      >
        {ORDER.remove}
      </button>
      {isAsked.value && (
        <div class="confirm" role="group" aria-label={ORDER.removeNamed({ name })} onKeyDown={keep}>
          <p id={`${id}v`}>{ORDER.removeNote({ name })}</p>
          <Act words={ORDER.removeVisit} note={`${id}v`} run={() => desk.visitor("remove", visitor)} />
          {link !== undefined && (
            <>
              <p id={`${id}l`}>{ORDER.revokeNote({ name })}</p>
              <Act words={ORDER.revoke} note={`${id}l`} run={() => desk.revoke(link)} />
            </>
          )}
        </div>
      )}
    </Row>
  );
}

function Switch(
  { label, note, isOn, turn }: { label: string; note: string; isOn: boolean; turn: (isOn: boolean) => void },
) {
  return (
    <label class="order-switch">
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => turn(currentTarget.checked)} />
      <span class="share-title">{label}</span>
      <span class="note">{note}</span>
    </label>
  );
}

function List({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul class="list">{children}</ul>
    </section>
  );
}

function Row({ name, note, children }: { name: string; note?: string | undefined; children?: ComponentChildren }) {
  return (
    <li class="link order-row">
      <span class="link-words">
        <span class="share-title">{name}</span>
        {note && <span class="note">{note}</span>}
      </span>
      {children && <span class="order-acts">{children}</span>}
    </li>
  );
}

interface ActProps {
  readonly words: string;
  readonly label?: string;
  /** The id of the text that says what follows. */
  readonly note?: string;
  readonly run: () => void;
}

function Act({ words, label, note, run }: ActProps) {
  return (
    <button type="button" class="secondary" aria-label={label} aria-describedby={note} onClick={run}>{words}</button>
  );
}

function nameOf(name: string): string {
  return name || ORDER.nameless;
}

function namesOf(people: readonly { readonly name: string }[]): string {
  return new Intl.ListFormat(languageTag()).format(people.map(({ name }) => nameOf(name)));
}

function doneWords(action: Order["done"][number]["action"], about = ""): string {
  const words = ORDER[`${action}Done`];
  return typeof words === "string" ? words : words({ about: isRole(about) ? roleName(about) : nameOf(about) });
}

function timeOf(at: number): string {
  return new Intl.DateTimeFormat(languageTag(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}
