import { useComputed } from "@preact/signals";
import type { Editor, Me as Person } from "../../editor/editor.ts";
import { Popover } from "../controls/popover.tsx";
import { ME_CARD, PEOPLE_LIST } from "../opened_parts.ts";
import { Face } from "./face.tsx";
import { INTERFACE } from "../../messages/en/interface.ts";

/** Maximum number of faces. The rest is shown as a number; on narrow screens, where the title needs room, all several. */
const FACES_MAX = 4;

/**
 * The people on the board: the local user at the end, the first other person beside. So whoever comes moves nothing that
 * is there.
 */
export function People({ editor }: { editor: Editor }) {
  const { waiting = 0 } = editor.moderation.value;
  return (
    <div class="people">
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
      <Others editor={editor} />
      <Me editor={editor} />
    </div>
  );
}

function Rest({ count, className }: { count: number; className: string }) {
  return count > 0 ? <span class={className}>+{count}</span> : null;
}

/** The local user's face. Opens a card to change name and colour. */
function Me({ editor }: { editor: Editor }) {
  const me = editor.me.value;
  return (
    <Popover
      name="me"
      label={INTERFACE.you({ name: me.name })}
      tip={INTERFACE.nameAndColor}
      face={<Face person={me} theme={editor.theme.value} />}
      part={ME_CARD}
      props={{ editor }}
    />
  );
}

function Others({ editor }: { editor: Editor }) {
  // Cursors move often. This stays the same until it shows something else.
  const shown = useComputed(() => {
    const peers = editor.peers.value;
    return JSON.stringify([peers.length, peers.slice(0, FACES_MAX).map(({ user }) => user)]);
  });
  const [count, first] = JSON.parse(shown.value) as [number, Person[]];
  const theme = editor.theme.value;
  if (count === 0) return null;
  const faces = (
    <span class="faces">
      {/* By place: when somebody leaves, the places stay. */}
      {first.map((person, place) => (
        <Face key={place} person={person} theme={theme} className={count === 1 ? "face" : "face wide"} />
      ))}
      <Rest className="face face-count wide" count={count - FACES_MAX} />
      {count > 1 && <Rest className="face face-count narrow" count={count} />}
    </span>
  );
  return (
    <Popover
      name="others"
      label={INTERFACE.others({ count })}
      face={faces}
      part={PEOPLE_LIST}
      props={{ editor, keepOrder: () => keepOrder(editor) }}
    />
  );
}

function keepOrder({ dialog }: Editor): void {
  dialog.value = "order";
}
