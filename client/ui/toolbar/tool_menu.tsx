import { useId, useRef } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { ActionButton, leaveFocus, tipOf } from "../controls/action_button.tsx";
import type { Actions, ToolAction } from "../actions.ts";
import { Icon } from "../controls/icon.tsx";
import { BOARD_ICONS, iconOf } from "../controls/board_icons.ts";
import { moveFocus } from "../controls/move_focus.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

/** Pictures are added here, too, but not drawn. */
const IMAGES = [["image.add", BOARD_ICONS.image], ["image.camera", BOARD_ICONS.camera]] as const;

interface ToolMenuProps {
  readonly editor: Editor;
  readonly actions: Actions;
  /** All tools that do not fit a phone's toolbar. */
  readonly tools: readonly ToolAction[];
  /** The tool used last. */
  readonly last: string;
  /** True for tools with a button of their own on wide screens. */
  readonly isBeside: (tool: string) => boolean;
}

/**
 * One button for many tools. It activates the last one used and opens the list. A press on the board closes the list
 * and draws at once.
 */
export function ToolMenu({ editor, actions, tools, last, isBeside }: ToolMenuProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const active = editor.activeTool.value;
  const mine = tools.find(({ tool }) => tool === active);
  const offered = tools.find(({ tool }) => tool === last) ?? tools[0];
  const isElsewhere = mine !== undefined && isBeside(mine.tool);
  const shown = mine ?? offered;
  const chooseAction = (command: Command) => {
    command.run();
    panel.current?.hidePopover();
  };
  const choose = ({ command }: ToolAction) => chooseAction(command);
  return (
    <>
      <button
        type="button"
        class={isElsewhere ? "button tool-menu is-elsewhere" : "button tool-menu"}
        aria-label={INTERFACE.shapesWith({ tool: shown.command.label })}
        aria-pressed={mine !== undefined}
        data-tip={tipOf({ ...offered.command, label: INTERFACE.shapes })}
        popovertarget={id}
        onMouseDown={leaveFocus}
        onClick={() => mine ?? offered.command.run()}
      >
        <span class="of-menu">
          <Icon name={iconOf(isElsewhere ? offered.tool : shown.tool)} />
        </span>
        <span class="of-all">
          <Icon name={iconOf(shown.tool)} />
        </span>
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        class="panel popover tool-panel"
        role="dialog"
        aria-label={INTERFACE.shapes}
      >
        <div class="tool-grid" role="toolbar" aria-label={INTERFACE.shapes} onKeyDown={moveFocus}>
          {tools.map((action) => (
            <ActionButton
              key={action.tool}
              command={{ ...action.command, run: () => choose(action) }}
              icon={iconOf(action.tool)}
              pressed={active === action.tool}
              narrow={isBeside(action.tool)}
            />
          ))}
        </div>
        <button
          type="button"
          class="item"
          aria-pressed={editor.keepsTool.value}
          onClick={() => actions["tool.keep"].run()}
        >
          <Icon name="keep" /> {actions["tool.keep"].label}
        </button>
        {IMAGES.map(([id, icon]) =>
          actions[id].applies?.() && (
            <button
              key={id}
              type="button"
              class="item"
              onClick={() => chooseAction(actions[id])}
            >
              <Icon name={icon} /> {actions[id].label}
            </button>
          )
        )}
      </div>
    </>
  );
}
