import { Board } from "../../../board/document.ts";
import { commandsFor } from "../../../client/editor/commands.ts";
import { openMenu } from "../../../client/editor/selection/menu_target.ts";
import { Editor } from "../../../client/editor/editor.ts";
import { EditorToolContext } from "../../../client/editor/contexts/tool_context.ts";
import { attachInput } from "../../../client/input/attach.ts";
import { inkTools } from "../../../client/tools/ink/ink_tools.ts";
import { allTools } from "../../../client/tools/tool_registry.ts";
import "../../../client/tools/tools.ts";
import { strokesOf } from "../../support/board/shapes.ts";

// The page of `attach_test.ts`: an editor on an empty element, without a renderer.
const surface = document.querySelector<HTMLElement>("#surface")!;
const editor = new Editor(new Board(), { name: "Ada", color: "blue" });
const told: string[] = [];
editor.outbox = {
  tell: (news) => void told.push(news.phase),
  typeAt: () => {},
  hold: () => {},
  talk: () => {},
  together: () => {},
  myId: () => 0,
  pointAt: (at) => void told.push(at ? "at" : "away"),
};
editor.camera.viewport.value = { width: surface.clientWidth, height: surface.clientHeight };
const context = new EditorToolContext(editor);
const box = inkTools(context);
box.add(allTools(), context);
const input = attachInput(editor, surface, box);
input.learn(commandsFor(editor));
input.learnMenu((menu) => openMenu(editor, menu));

Object.assign(globalThis, {
  page: {
    input,
    told,
    shapes: () =>
      strokesOf(editor.shapes.all()).map(({ x, y, w, h, nib, ink }) => ({ x, y, w, h, nib, bytes: ink.length })),
    pressure: () => strokesOf(editor.shapes.all()).map(({ ink }) => ink[1] === 1),
    camera: () => editor.camera.state.value,
    tool: () => editor.activeTool.value,
    live: () => editor.live.size,
    cursor: () => surface.style.cursor,
  },
});
