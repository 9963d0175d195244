import { hexOf, type Theme } from "../../board/palette.ts";
import { NAME_MAX } from "../../board/limits.ts";
import { readName } from "../../board/presence.ts";
import type { Editor, Me } from "../editor/editor.ts";
import { initialsOf } from "./initials.ts";
import { keepMe } from "./me.ts";
import { Popover } from "./popover.tsx";
import { Swatches } from "./swatches.tsx";

/** Others shown by face; the rest are a number. */
const FACES_MAX = 4;

/** Who is here: me first, then the others. */
export function People({ editor }: { editor: Editor }) {
  return (
    <div class="people">
      <MyCard editor={editor} />
      <Others editor={editor} />
    </div>
  );
}

function Face({ person, theme }: { person: Me; theme: Theme }) {
  return (
    <span class="face" aria-hidden="true" style={{ "--color": hexOf(person.color, theme) }}>
      {initialsOf(person.name)}
    </span>
  );
}

/** My face; opens a card to change my name and colour, seen by everybody at once and remembered here. */
function MyCard({ editor }: { editor: Editor }) {
  const me = editor.me.value;
  const theme = editor.theme.value;
  const change = (part: Partial<Me>) => {
    editor.me.value = { ...editor.me.peek(), ...part };
    keepMe(editor.me.peek());
  };
  return (
    <Popover name="me" label={`You: ${me.name}`} tip="Your name and colour" face={<Face person={me} theme={theme} />}>
      <label class="field">
        <span class="field-label">Your name</span>
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
          onBlur={({ currentTarget }) =>
            void (currentTarget.value = editor.me.peek().name)}
          onKeyDown={closeOnEnter}
        />
      </label>
      <Swatches
        theme={theme}
        chosen={me.color}
        choose={(color) =>
          change({ color })}
      />
      <p class="note">Others see your name and colour at your cursor.</p>
    </Popover>
  );
}

function closeOnEnter(event: KeyboardEvent): void {
  if (event.key === "Enter") (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
}

function Others({ editor }: { editor: Editor }) {
  const peers = editor.peers.value;
  const theme = editor.theme.value;
  if (peers.length === 0) return null;
  // A "+1" would take the place of the one it stands for.
  const shown = peers.length > FACES_MAX ? peers.slice(0, FACES_MAX - 1) : peers;
  const faces = (
    <span class="faces">
      {shown.map(({ id, user }) => <Face key={id} person={user} theme={theme} />)}
      {shown.length < peers.length && <span class="face face-count">+{peers.length - shown.length}</span>}
    </span>
  );
  const count = peers.length === 1 ? "1 other person here" : `${peers.length} other people here`;
  return (
    <Popover name="others" label={count} face={faces}>
      <ul class="list">
        <li class="person">
          <Face person={editor.me.value} theme={theme} />
          <span class="name">{editor.me.value.name}</span>
          <span class="note">you</span>
        </li>
        {peers.map(({ id, user }) => (
          <li class="person" key={id}>
            <Face person={user} theme={theme} />
            <span class="name">{user.name}</span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
