import type { Editor } from "../../editor/editor.ts";
import { isMac } from "../../editor/platform.ts";
import { ActionButton, leaveFocus, tipOf } from "../controls/action_button.tsx";
import type { Actions, ButtonCommand } from "../actions.ts";
import { Icon, type Picture } from "../controls/icon.tsx";
import { BOARD_ICONS, TOOL_ICONS } from "../controls/board_icons.ts";
import { Keys } from "../controls/key_caps.tsx";
import { moveFocus } from "../controls/move_focus.ts";
import { Popover } from "../controls/popover.tsx";
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
    <Popover name="more" label={INTERFACE.more} face={<Icon name="more" />}>
      {ITEMS.map(([id, icon, isNarrow]) => {
        const { label, run, applies, keys } = actions[id];
        const isOn = id === "grid" || id === "minimap" ? editor[id].value : undefined;
        return (applies?.() ?? true) && (
          <button
            key={id}
            type="button"
            class={isNarrow ? "item narrow" : "item"}
            aria-pressed={isOn}
            onClick={closing(run)}
          >
            {icon ? <Icon name={icon} /> : <span class="icon-space" />} {label}
            {id === "zoom.reset" && <MenuPercent editor={editor} />}
            {isOn && <Icon name="check" />}
            {keys.length > 0 && <Keys keys={keys[0]} mac={isMac()} />}
          </button>
        );
      })}
    </Popover>
  );
}

/** `isNarrow`: shown on narrow screens only, since wide ones have a button for it. */
const ITEMS: readonly (readonly [id: ButtonCommand, icon: Picture | undefined, isNarrow: boolean])[] = [
  ["redo", BOARD_ICONS.redo, true],
  ["palette", BOARD_ICONS.command, false],
  ["find", "search", true],
  ["export", BOARD_ICONS.save, false],
  ["open", BOARD_ICONS.open, false],
  ["settings", undefined, false],
  ["connection", undefined, false],
  ["minimap", BOARD_ICONS.map, false],
  ["grid", BOARD_ICONS.grid, false],
  ["finger.draw", "pen", false],
  ["finger.pan", TOOL_ICONS.hand, false],
  ["zoom.fit", BOARD_ICONS.fit, true],
  ["zoom.reset", undefined, true],
];

function MenuPercent({ editor }: { editor: Editor }) {
  return <span class="note">{editor.camera.percent.value}%</span>;
}

function closing(run: () => void): (event: Event) => void {
  return (event) => {
    (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
    run();
  };
}
