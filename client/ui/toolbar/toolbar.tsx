import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { ActionButton } from "../controls/action_button.tsx";
import type { Actions, ToolAction } from "../actions.ts";
import { iconOf } from "../controls/board_icons.ts";
import { moveFocus } from "../controls/focus/move_focus.ts";
import { StyleBar } from "../style/style_bar.tsx";
import { findTool } from "../../tools/tool_registry.ts";
import { ToolMenu } from "./tool_menu.tsx";
import { INTERFACE } from "../../messages/en/interface.ts";

/** The tool that the menu's button offers first. */
const FIRST_FORM = "rectangle";

/** The toolbar. People who may not draw get the hand, and comments where they may write them. */
export function Toolbar({ editor, actions, commands }: {
  editor: Editor;
  actions: Actions;
  commands: readonly Command[];
}) {
  const canDraw = editor.canDraw.value;
  const active = editor.activeTool.value;
  const { tools } = actions;
  const inMenu = tools.filter(({ tool, command }) =>
    findTool(tool)?.button !== "always" && command.applies?.() !== false
  );
  const last = useSignal(FIRST_FORM);
  useEffect(() => {
    if (inMenu.some(({ tool }) => tool === active) && !isBeside(active)) last.value = active;
  }, [active]);
  const button = ({ tool, command }: ToolAction) => (
    <ActionButton
      key={tool}
      command={command}
      icon={iconOf(tool)}
      pressed={active === tool}
      wide={canDraw && isBeside(tool)}
    />
  );
  const isBeforeMenu = ({ tool }: ToolAction) => !findTool(tool)?.isAfterMenu;
  const apart = tools.filter(({ tool }) => findTool(tool)?.button !== "menu");
  return (
    <div class="bar panel toolbar" role="toolbar" aria-label={INTERFACE.tools} onKeyDown={moveFocus}>
      {(canDraw ? apart.filter(isBeforeMenu) : tools.filter(({ command }) => command.applies?.())).map(button)}
      {canDraw && <ToolMenu editor={editor} actions={actions} tools={inMenu} last={last.value} isBeside={isBeside} />}
      {canDraw && apart.filter((action) => !isBeforeMenu(action)).map(button)}
      {canDraw && <span class="rule" />}
      {canDraw && <StyleBar editor={editor} commands={commands} />}
    </div>
  );
}

/** True for tools with a button of their own on wide screens only. */
function isBeside(tool: string): boolean {
  return findTool(tool)?.button === "wide";
}
