import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Command } from "../../editor/command.ts";
import type { Editor } from "../../editor/editor.ts";
import { ActionButton } from "../controls/action_button.tsx";
import type { Actions, ToolAction } from "../actions.ts";
import { iconOf } from "../controls/icon.tsx";
import { moveFocus } from "../controls/move_focus.ts";
import { StyleBar } from "../style/style_bar.tsx";
import { ToolMenu } from "./tool_menu.tsx";

/** Tools with a button of their own: on every screen, and on wide screens. The others are in the menu. */
const FIRST = ["select", "pen", "eraser", "text"];
const BESIDE = ["hand", "highlighter", "arrow", "note", "frame"];
const AFTER_MENU = ["arrow", "text", "note", "frame"];
/** The tool that the menu's button offers first. */
const FIRST_FORM = "rectangle";

/** The toolbar. People who may not draw get the hand only. */
export function Toolbar({ editor, actions, commands }: {
  editor: Editor;
  actions: Actions;
  commands: readonly Command[];
}) {
  const canDraw = editor.canDraw.value;
  const active = editor.activeTool.value;
  const { tools } = actions;
  const inMenu = tools.filter(({ tool }) => !FIRST.includes(tool));
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
  const isBeforeMenu = ({ tool }: ToolAction) => !AFTER_MENU.includes(tool);
  const apart = tools.filter(({ tool }) => FIRST.includes(tool) || isBeside(tool));
  return (
    <div class="bar panel toolbar" role="toolbar" aria-label="Tools" onKeyDown={moveFocus}>
      {canDraw ? apart.filter(isBeforeMenu).map(button) : tools.filter(({ tool }) => tool === "hand").map(button)}
      {canDraw && <ToolMenu editor={editor} actions={actions} tools={inMenu} last={last.value} isBeside={isBeside} />}
      {canDraw && apart.filter((action) => !isBeforeMenu(action)).map(button)}
      {canDraw && <span class="rule" />}
      {canDraw && <StyleBar editor={editor} commands={commands} />}
    </div>
  );
}

function isBeside(tool: string): boolean {
  return BESIDE.includes(tool);
}
