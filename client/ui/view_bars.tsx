import type { Editor } from "../editor/editor.ts";
import { ActionButton, leaveFocus, tipOf } from "./action_button.tsx";
import type { Actions } from "./actions.ts";
import { Icon } from "./icon.tsx";
import { moveFocus } from "./move_focus.ts";
import { Popover } from "./popover.tsx";

interface BarProps {
  readonly editor: Editor;
  readonly actions: Actions;
}

/** Zoom, on screens with room for it. */
export function ZoomBar({ editor, actions }: BarProps) {
  return (
    <div class="bar panel zoom" role="toolbar" aria-label="Zoom" onKeyDown={moveFocus}>
      <ActionButton command={actions["zoom.out"]} icon="minus" />
      <Percent editor={editor} actions={actions} />
      <ActionButton command={actions["zoom.in"]} icon="plus" />
      <ActionButton command={actions["zoom.fit"]} icon="fit" />
    </div>
  );
}

/** A component of its own: while the camera moves, this text alone is rendered again. */
function Percent({ editor, actions }: BarProps) {
  const percent = editor.camera.percent.value;
  return (
    <button
      type="button"
      class="button percent"
      aria-label={`Zoom ${percent} %. ${actions["zoom.reset"].label}`}
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
    <div class="bar panel history" role="toolbar" aria-label="History" onKeyDown={moveFocus}>
      <ActionButton command={actions.undo} icon="undo" disabled={!canUndo.value} />
      <ActionButton command={actions.redo} icon="redo" disabled={!canRedo.value} wide />
    </div>
  );
}

/** What has a key or a button of its own on larger screens. */
export function MoreMenu({ editor, actions }: BarProps) {
  return (
    <div class="bar panel more-bar">
      <Popover name="more" label="More" face={<Icon name="more" />}>
        {editor.canDraw.value && (
          <button type="button" class="item" onClick={closing(() => actions.redo.run())}>
            <Icon name="redo" /> {actions.redo.label}
          </button>
        )}
        {(["palette", "find", "zoom.fit", "minimap", "grid"] as const).map((id) => (
          <button
            key={id}
            type="button"
            class="item"
            onClick={closing(() => actions[id].run())}
          >
            <Icon name={ICONS[id]} /> {actions[id].label}
          </button>
        ))}
        <button type="button" class="item" onClick={closing(() => actions["zoom.reset"].run())}>
          <span class="icon-space" /> {actions["zoom.reset"].label}
          <MenuPercent editor={editor} />
        </button>
      </Popover>
    </div>
  );
}

const ICONS = { palette: "command", find: "search", "zoom.fit": "fit", minimap: "map", grid: "grid" } as const;

function MenuPercent({ editor }: { editor: Editor }) {
  return <span class="note">{editor.camera.percent.value}%</span>;
}

function closing(run: () => void): (event: Event) => void {
  return (event) => {
    (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
    run();
  };
}
