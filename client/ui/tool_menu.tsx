import { useId, useRef } from "preact/hooks";
import type { Editor } from "../editor/editor.ts";
import { ActionButton, leaveFocus, tipOf } from "./action_button.tsx";
import type { Actions, ToolAction } from "./actions.ts";
import { Icon, iconOf } from "./icon.tsx";
import { moveFocus } from "./move_focus.ts";

interface ToolMenuProps {
  readonly editor: Editor;
  readonly actions: Actions;
  /** Everything that a phone's toolbar has no room for. */
  readonly tools: readonly ToolAction[];
  /** The one that was used last. */
  readonly last: string;
  /** Has a button of its own where there is room. */
  readonly isBeside: (tool: string) => boolean;
}

/**
 * One button for many tools: it takes the one used last in hand and shows the others. A press on the board closes
 * them and draws at once.
 */
export function ToolMenu({ editor, actions, tools, last, isBeside }: ToolMenuProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const active = editor.activeTool.value;
  const mine = tools.find(({ tool }) => tool === active);
  const offered = tools.find(({ tool }) => tool === last) ?? tools[0];
  const isElsewhere = mine !== undefined && isBeside(mine.tool);
  const shown = mine ?? offered;
  const choose = ({ command }: ToolAction) => {
    command.run();
    panel.current?.hidePopover();
  };
  return (
    <>
      <button
        type="button"
        class={isElsewhere ? "button tool-menu is-elsewhere" : "button tool-menu"}
        aria-label={`Shapes: ${shown.command.label}`}
        aria-pressed={mine !== undefined}
        data-tip={tipOf({ ...offered.command, label: "Shapes" })}
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
      <div ref={panel} id={id} popover="auto" class="panel popover tool-panel" role="dialog" aria-label="Shapes">
        <div class="tool-grid" role="toolbar" aria-label="Shapes" onKeyDown={moveFocus}>
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
      </div>
    </>
  );
}
