import { useComputed, useSignal } from "@preact/signals";
import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import type { Editor, Me } from "../../editor/editor.ts";
import { Face } from "./face.tsx";
import { Later, styledPart } from "../controls/lazy_part.tsx";
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
  const isOpen = useSignal(false);
  // Cursors move often. This stays the same until it shows something else.
  const shown = useComputed(() => {
    const peers = editor.peers.value;
    return JSON.stringify([peers.length, peers.slice(0, FACES_MAX).map(({ id, user }) => ({ id, ...user }))]);
  });
  const [count, first] = JSON.parse(shown.value) as [number, (Me & { id: number })[]];
  const theme = editor.theme.value;
  if (count === 0) return null;
  const faces = (
    <span class="faces">
      {first.map((person, i) => (
        <Face key={person.id} person={person} theme={theme} className={i < FACES_MAX_NARROW ? "face" : "face wide"} />
      ))}
      <Rest className="face face-count wide" count={count - FACES_MAX} />
      <Rest className="face face-count narrow" count={count - FACES_MAX_NARROW} />
    </span>
  );
  return (
    <Popover
      name="others"
      label={INTERFACE.others({ count })}
      face={faces}
      toggled={(now) => isOpen.value = now}
    >
      {isOpen.value && <Later part={PEOPLE_LIST} props={{ editor, keepOrder: () => keepOrder(editor) }} />}
    </Popover>
  );
}

export const PEOPLE_LIST = styledPart(() =>
  import("./together_parts.ts").then(({ TOGETHER_PARTS }) => TOGETHER_PARTS.list)
);

function keepOrder({ dialog }: Editor): void {
  dialog.value = "order";
}
