import { hexOf, type Theme } from "../../../board/palette.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import type { Editor, Me } from "../../editor/editor.ts";
import { initialsOf } from "./initials.ts";
import { Popover } from "../controls/popover.tsx";
import { Swatches } from "../style/swatches.tsx";
import { INTERFACE } from "../../messages/en/interface.ts";

/** Maximum number of faces, on wide and on narrow screens. The rest is shown as a number. */
const FACES_MAX = 4;
const FACES_MAX_NARROW = 2;

/** The people on the board: the local user first. */
export function People({ editor }: { editor: Editor }) {
  const { waiting = 0 } = editor.moderation.value;
  return (
    <div class="people">
      <MyCard editor={editor} />
      <Others editor={editor} />
      {waiting > 0 && (
        <button
          type="button"
          class="button waiting"
          aria-haspopup="dialog"
          onClick={() => keepOrder(editor)}
        >
          {INTERFACE.waitingCount({ count: waiting })}
        </button>
      )}
    </div>
  );
}

function Rest({ count, className }: { count: number; className: string }) {
  return count > 0 ? <span class={className}>+{count}</span> : null;
}

function Face({ person, theme, className = "face" }: { person: Me; theme: Theme; className?: string }) {
  return (
    <span class={className} aria-hidden="true" style={{ "--color": hexOf(person.color, theme) }}>
      {initialsOf(person.name)}
    </span>
  );
}

/** The local user's face. Opens a card to change name and colour, which peers see at once. */
function MyCard({ editor }: { editor: Editor }) {
  const me = editor.me.value;
  const theme = editor.theme.value;
  const change = (part: Partial<Me>) => void (editor.me.value = { ...editor.me.peek(), ...part });
  return (
    <Popover
      name="me"
      label={INTERFACE.you({ name: me.name })}
      tip={INTERFACE.nameAndColor}
      face={<Face person={me} theme={theme} />}
    >
      <label class="field">
        <span class="field-label">{INTERFACE.yourName}</span>
        <input
          class="input"
          defaultValue={me.name}
          maxLength={NAME_MAX}
          autocomplete="nickname"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            const name = readName(currentTarget.value);
            if (name !== "") {
              change({ name });
            }
          }}
          onBlur={({ currentTarget }) => void (currentTarget.value = editor.me.peek().name)}
          onKeyDown={closeOnEnter}
        />
      </label>
      <Swatches
        theme={theme}
        chosen={me.color}
        choose={(color) => change({ color })}
      />
      <p class="note">{INTERFACE.seenByOthers}</p>
    </Popover>
  );
}

function closeOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter") return;
  // Closing returns the focus to the button, which the same Enter would press again.
  event.preventDefault();
  (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
}

function Others({ editor }: { editor: Editor }) {
  const peers = editor.peers.value;
  const theme = editor.theme.value;
  if (peers.length === 0) return null;
  const faces = (
    <span class="faces">
      {peers.slice(0, FACES_MAX).map(({ id, user }, i) => (
        <Face key={id} person={user} theme={theme} className={i < FACES_MAX_NARROW ? "face" : "face wide"} />
      ))}
      <Rest className="face face-count wide" count={peers.length - FACES_MAX} />
      <Rest className="face face-count narrow" count={peers.length - FACES_MAX_NARROW} />
    </span>
  );
  const count = INTERFACE.others({ count: peers.length });
  return (
    <Popover name="others" label={count} face={faces}>
      <ul class="list">
        <li class="person">
          <Face person={editor.me.value} theme={theme} />
          <span class="name">{editor.me.value.name}</span>
          <span class="note">{INTERFACE.youInList}</span>
        </li>
        {peers.map(({ id, user, isAway }) => (
          <li key={id}>
            <button
              type="button"
              class="item person"
              aria-label={(isAway ? INTERFACE.personAway : INTERFACE.goToPerson)({ name: user.name })}
              data-tip={INTERFACE.goTo}
              onClick={() => goToPeer(editor, id)}
            >
              <Face person={user} theme={theme} />
              <span class="name">{user.name}</span>
              {isAway && <span class="note">{INTERFACE.away}</span>}
            </button>
          </li>
        ))}
      </ul>
      {editor.role.value === "owner" && (
        <button
          type="button"
          class="item"
          aria-haspopup="dialog"
          onClick={() => keepOrder(editor)}
        >
          {INTERFACE.keepOrder}
        </button>
      )}
    </Popover>
  );
}

function keepOrder({ dialog }: Editor): void {
  dialog.value = "order";
}

/** Shows the part of the board that a person points at. */
function goToPeer({ peers, camera, done }: Editor, id: number): void {
  const peer = peers.peek().find((each) => each.id === id);
  if (peer?.cursor) camera.centreOn(peer.cursor);
  else if (peer) done.value = INTERFACE.pointsNowhere({ name: peer.user.name });
}
