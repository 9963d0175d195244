import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { isMac } from "../../editor/platform.ts";
import { EMPTY_BOARD } from "../../messages/en/shortcuts.ts";
import { Keys } from "../controls/key_caps.tsx";

/** The commands whose keys an empty board shows. */
const TAUGHT = ["tool.pen", "tool.rectangle", "tool.arrow", "tool.text", "tool.note"];

/** Arrows in a square of 48 units. */
const UP = "M4 44C12 26 26 14 44 6M32 3L45 6L40 18", DOWN = "M12 3C4 18 10 34 26 44M13 42L27 45L29 31";

interface EmptyBoardProps {
  readonly editor: Editor;
  readonly commands: readonly Command[];
}

/** Words in the middle of an empty board, the keys of some tools, and arrows to the controls that come first. */
export function EmptyBoard({ editor, commands }: EmptyBoardProps) {
  const mac = isMac();
  const taught = TAUGHT.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  return (
    <>
      <p>{EMPTY_BOARD.draw}</p>
      {editor.settings.value.hasLetterKeys && (
        <ul class="hint-keys">
          {taught.map(({ id, label, keys: [keys] }) =>
            keys && (
              <li key={id}>
                {label} <Keys keys={keys} mac={mac} />
              </li>
            )
          )}
        </ul>
      )}
      {editor.peers.value.length === 0 && <Pointer name="invite" text={EMPTY_BOARD.invite} path={UP} />}
      <Pointer name="styles" text={EMPTY_BOARD.styles} path={UP} />
      <Pointer name="tools" text={EMPTY_BOARD.tools} path={DOWN} />
    </>
  );
}

/** Words with an arrow to a control. */
function Pointer({ name, text, path }: { name: string; text: string; path: string }) {
  return (
    <p class={`hint-pointer hint-${name}`}>
      {text}
      <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
        <path d={path} />
      </svg>
    </p>
  );
}
