import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { BOARD_NAME_MAX } from "../../../board/board_name.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import { isRole, type Role, ROLES } from "../../../board/role.ts";
import { BOARDS } from "../../messages/en/boards.ts";
import { CONTROLS } from "../../messages/en/controls.ts";
import { useKeptFocus } from "../controls/focus/kept_focus.ts";
import { shownTheme } from "../page/theme.ts";
import { Face } from "../people/face.tsx";
import { roleName } from "../links/link_words.ts";
import type { PeopleDesk, Person } from "./people_desk.ts";
import { NoticeRegion, ProblemRegion } from "../controls/live_region.tsx";

interface PeopleSheetProps {
  readonly desk: PeopleDesk;
  readonly title: string;
  readonly origin: string;
  readonly isOnline: boolean;
}

/** Which people have which role on the board, and its short address. For owners. */
export function PeopleSheet({ desk, title, origin, isOnline }: PeopleSheetProps) {
  const view = desk.view.value;
  useEffect(() => void (isOnline && view === undefined && !desk.isBusy.peek() && desk.load()), [desk, isOnline]);
  const sheet = useRef<HTMLDivElement>(null);
  useKeptFocus(sheet);
  return (
    <div ref={sheet} class="links people-sheet">
      {view === undefined && desk.problem.value === "" && <p class="late note">{CONTROLS.loading}</p>}
      <ProblemRegion words={desk.problem} />
      <NoticeRegion words={desk.notice} />
      {view && (
        <fieldset disabled={!isOnline}>
          <section class="link-form">
            <h3>{BOARDS.people}</h3>
            {view.people.length > 0
              ? (
                <ul aria-label={BOARDS.people}>
                  {view.people.map((each) => <Row key={each.id} person={each} desk={desk} />)}
                </ul>
              )
              : view.mayInvite && <p class="note">{BOARDS.nobody}</p>}
            {view.mayInvite ? <InviteForm desk={desk} title={title} /> : <p class="note">{BOARDS.noDirectory}</p>}
          </section>
          <section class="link-form">
            <h3>{BOARDS.address}</h3>
            {desk.isSignedIn.value
              ? <AddressForm desk={desk} name={view.name ?? ""} origin={origin} />
              : <p class="note">{BOARDS.addressSignIn}</p>}
          </section>
        </fieldset>
      )}
    </div>
  );
}

function Row({ person, desk }: { person: Person; desk: PeopleDesk }) {
  const { name, known, color = "grey", picture, role, isOwn } = person;
  const shown = known ?? name;
  const notes = [known && known !== name ? name : "", isOwn ? BOARDS.you : "", known ? "" : BOARDS.waiting];
  return (
    <li class="link invited-row">
      {known && <Face person={{ name: known, color, picture }} theme={shownTheme()} />}
      <span class="link-words">
        <strong>{shown}</strong>
        <span class="note">{notes.filter(Boolean).join(" · ")}</span>
      </span>
      <RoleChoice
        label={BOARDS.roleOf({ person: shown })}
        role={role}
        disabled={isOwn}
        choose={(next) => void desk.changeRole(person, next)}
      />
      <button
        type="button"
        class="secondary"
        disabled={isOwn}
        aria-label={BOARDS.removePerson({ person: shown })}
        onClick={() => void desk.remove(person)}
      >
        {BOARDS.remove}
      </button>
    </li>
  );
}

interface RoleChoiceProps {
  readonly label: string;
  readonly role: Role;
  readonly disabled?: boolean;
  readonly choose: (role: Role) => void;
}

function RoleChoice({ label, role, disabled = false, choose }: RoleChoiceProps) {
  return (
    <select
      class="input"
      aria-label={label}
      value={role}
      disabled={disabled}
      onChange={({ currentTarget: { value } }) => isRole(value) && choose(value)}
    >
      {ROLES.map((each) => <option key={each} value={each}>{roleName(each)}</option>)}
    </select>
  );
}

function InviteForm({ desk, title }: { desk: PeopleDesk; title: string }) {
  const field = useRef<HTMLInputElement>(null);
  const role = useSignal<Role>("editor");
  const id = useId();
  const invite = async (event: Event) => {
    event.preventDefault();
    const name = readName(field.current!.value);
    if (name === "") [desk.problem.value, desk.notice.value] = [BOARDS.noInvitee, ""];
    if (name === "" || !await desk.invite(name, role.peek(), title)) return field.current?.focus();
    if (field.current) field.current.value = "";
    field.current?.focus();
  };
  return (
    <form class="people-form" onSubmit={invite}>
      <label class="field-label" for={id}>{BOARDS.invitee}</label>
      <input
        ref={field}
        id={id}
        class="input"
        maxLength={NAME_MAX}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-required
        aria-describedby={`${id}n`}
      />
      <RoleChoice label={BOARDS.role} role={role.value} choose={(next) => role.value = next} />
      <button type="submit" class="primary" aria-busy={desk.isBusy.value}>{BOARDS.invite}</button>
      <p class="note" id={`${id}n`}>{BOARDS.peopleNote}</p>
    </form>
  );
}

function AddressForm({ desk, name, origin }: { desk: PeopleDesk; name: string; origin: string }) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  // As the server keeps it: without capitals and spaces.
  useEffect(() => void (field.current!.value = name), [name]);
  return (
    <form
      class="people-form"
      onSubmit={(event) => {
        event.preventDefault();
        void desk.setName(field.current!.value.trim(), origin);
      }}
    >
      <label class="field-label" for={id}>{`${new URL(origin).host}/docs/`}</label>
      <input
        ref={field}
        id={id}
        class="input"
        defaultValue={name}
        maxLength={BOARD_NAME_MAX}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-describedby={`${id}n`}
      />
      <button type="submit" class="secondary">{BOARDS.save}</button>
      <p class="note" id={`${id}n`}>{`${BOARDS.addressNote} ${BOARDS.addressHint}`}</p>
    </form>
  );
}
