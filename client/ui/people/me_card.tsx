import { NAME_MAX } from "../../../board/limits.ts";
import { readName } from "../../../board/name.ts";
import type { Editor, Me } from "../../editor/editor.ts";
import { Swatches } from "../style/swatches.tsx";
import { CARD } from "../../messages/en/people/card.ts";

/** The local user's name and colour. Peers see a change at once. */
export function MeCard({ editor }: { editor: Editor }) {
  const me = editor.me.value;
  const change = (part: Partial<Me>) => void (editor.me.value = { ...editor.me.peek(), ...part });
  return (
    <>
      <label class="field">
        <span class="field-label">{CARD.yourName}</span>
        <input
          class="input"
          defaultValue={me.name}
          maxLength={NAME_MAX}
          autocomplete="nickname"
          spellcheck={false}
          onInput={({ currentTarget }) => {
            const name = readName(currentTarget.value);
            if (name !== "") change({ name });
          }}
          onBlur={({ currentTarget }) => void (currentTarget.value = editor.me.peek().name)}
          onKeyDown={closeOnEnter}
        />
      </label>
      <Swatches
        theme={editor.theme.value}
        chosen={me.color}
        choose={(color) => change({ color })}
      />
      <p class="note">{CARD.seenByOthers}</p>
    </>
  );
}

function closeOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter") return;
  // Closing returns the focus to the button, which the same Enter would press again.
  event.preventDefault();
  (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
}
