import type { Editor } from "../../editor/editor.ts";
import { ActionButton, leaveFocus, tipOf } from "../controls/action_button.tsx";
import type { Actions } from "../actions.ts";
import { Icon } from "../controls/icon.tsx";
import { BOARD_ICONS } from "../controls/board_icons.ts";
import { moveFocus } from "../controls/focus/move_focus.ts";
import { Popover } from "../controls/popover.tsx";
import { MORE_ITEMS } from "../opened_parts.ts";
import { useThrottled } from "../page/use_throttled.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

interface BarProps {
  readonly editor: Editor;
  readonly actions: Actions;
}

/** Zoom buttons, on wide screens. */
export function ZoomBar({ editor, actions }: BarProps) {
  return (
    <div class="bar panel zoom" role="toolbar" aria-label={INTERFACE.zoom} onKeyDown={moveFocus}>
      <ActionButton command={actions["zoom.out"]} icon={BOARD_ICONS.minus} />
      <Percent editor={editor} actions={actions} />
      <ActionButton command={actions["zoom.in"]} icon="plus" />
      <ActionButton command={actions["zoom.fit"]} icon={BOARD_ICONS.fit} />
    </div>
  );
}

/** Minimum interval between updates of the zoom percentage, ms. */
const PERCENT_MS = 100;

/** A component of its own, so that only this text is rendered while the camera moves. */
function Percent({ editor, actions }: BarProps) {
  const percent = useThrottled(editor.camera.percent, PERCENT_MS);
  return (
    <button
      type="button"
      class="button percent"
      aria-label={INTERFACE.zoomWith({ percent, reset: actions["zoom.reset"].label })}
      data-tip={tipOf(actions["zoom.reset"])}
      onMouseDown={leaveFocus}
      onClick={() => actions["zoom.reset"].run()}
    >
      {percent}%
    </button>
  );
}

export function HistoryBar({ editor, actions }: BarProps) {
  const { canUndo, canRedo } = editor.history;
  return (
    <div class="bar panel history" role="toolbar" aria-label={INTERFACE.history} onKeyDown={moveFocus}>
      <ActionButton command={actions.undo} icon={BOARD_ICONS.undo} disabled={!canUndo.value} />
      <ActionButton command={actions.redo} icon={BOARD_ICONS.redo} disabled={!canRedo.value} wide />
    </div>
  );
}

/** A menu for commands without a button: many on a phone, the less frequent ones on larger screens. */
export function MoreMenu({ editor, actions }: BarProps) {
  return (
    <Popover
      name="more"
      label={INTERFACE.more}
      face={<Icon name="more" />}
      part={MORE_ITEMS}
      props={{ editor, actions }}
    />
  );
}
