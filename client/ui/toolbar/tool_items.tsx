import type { Editor } from "../../editor/editor.ts";
import type { Actions, ToolAction } from "../actions.ts";
import { ActionButton } from "../controls/action_button.tsx";
import { iconOf } from "../controls/board_icons.ts";
import { closePanel, closing } from "../controls/closing.ts";
import { Icon } from "../controls/icon.tsx";
import { moveFocus } from "../controls/focus/move_focus.ts";
import { MENU_ICONS } from "../view/menu_icons.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

/** Pictures are added here, too, but not drawn. */
const IMAGES = [["image.add", MENU_ICONS.image], ["image.camera", MENU_ICONS.camera]] as const;

const NOTE = "note";

interface ToolItemsProps {
  readonly editor: Editor;
  readonly actions: Actions;
  readonly tools: readonly ToolAction[];
  /** True for tools with a button of their own on wide screens. */
  readonly isBeside: (tool: string) => boolean;
}

/** The tools in the panel of the tool menu, and what else is there to add. */
export function ToolItems({ editor, actions, tools, isBeside }: ToolItemsProps) {
  const active = editor.activeTool.value;
  // On phones people look for notes most, so these are in the first row. Wide screens have them beside the menu.
  const shown = [...tools].sort((one, other) => Number(other.tool === NOTE) - Number(one.tool === NOTE));
  return (
    <>
      <div
        class="tool-grid"
        role="toolbar"
        aria-label={INTERFACE.shapes}
        onKeyDown={moveFocus}
        onClick={(event) => (event.target as Element).closest("button") && closePanel(event)}
      >
        {shown.map(({ tool, command }) => (
          <ActionButton
            key={tool}
            command={command}
            icon={iconOf(tool)}
            pressed={active === tool}
            narrow={isBeside(tool)}
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
            onClick={closing(() => actions[id].run())}
          >
            <Icon name={icon} /> {actions[id].label}
          </button>
        )
      )}
    </>
  );
}
