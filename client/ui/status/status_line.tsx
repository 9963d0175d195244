import type { Editor } from "../../editor/editor.ts";
import { Icon, type Picture } from "../controls/icon.tsx";
import { BOARD_ICONS } from "../controls/board_icons.ts";
import { INTERFACE } from "../../messages/en/interface.ts";
import { statusWords, type Tone } from "./status_words.ts";

const ICONS: Record<Tone, Picture | undefined> = {
  quiet: undefined,
  good: "check",
  view: BOARD_ICONS.eye,
  warn: BOARD_ICONS.offline,
  care: BOARD_ICONS.alert,
  bad: BOARD_ICONS.alert,
};

/**
 * Shows how safe the work is. The text in the page is always up to date; the style sheet delays *Saving…* and *Saved*,
 * so that the line does not flicker between strokes. `Announcer` tells screen readers of it. A press opens the
 * Connection panel.
 */
export function StatusLine({ editor }: { editor: Editor }) {
  const status = editor.status.value;
  const { tone, text, tip } = statusWords(status, editor.role.value);
  const icon = ICONS[tone];
  return (
    <div class={`status status-${tone}`} data-status={status.kind}>
      <button type="button" title={tip ?? INTERFACE.connection} onClick={() => editor.openPanel("connection")}>
        <span class="status-words" key={status.kind}>
          <span class="status-sign">{icon ? <Icon name={icon} /> : <span class="dot" />}</span>
          <span class="status-text">{text}</span>
        </span>
      </button>
    </div>
  );
}
