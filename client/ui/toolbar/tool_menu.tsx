import { useId } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import { leaveFocus, tipOf } from "../controls/action_button.tsx";
import type { Actions, ToolAction } from "../actions.ts";
import { Icon } from "../controls/icon.tsx";
import { iconOf } from "../controls/board_icons.ts";
import { PopoverPanel } from "../controls/popover.tsx";
import { TOOL_ITEMS } from "../opened_parts.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

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
  const active = editor.activeTool.value;
  const mine = tools.find(({ tool }) => tool === active);
  const offered = tools.find(({ tool }) => tool === last) ?? tools[0];
  const isElsewhere = mine !== undefined && isBeside(mine.tool);
  const shown = mine ?? offered;
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
      <PopoverPanel
        id={id}
        label={INTERFACE.shapes}
        look="tool-panel"
        part={TOOL_ITEMS}
        props={{ editor, actions, tools, isBeside }}
      />
    </>
  );
}
