import { rightsOf } from "../../board/role.ts";
import type { Command } from "../editor/command.ts";
import type { Editor } from "../editor/editor.ts";
import type { Point } from "../../board/figure/point.ts";

/** `/` lets people say something at the cursor, or in the middle of the view where there is none. */
export function sayingCommand(editor: Editor, pointed: () => Point | undefined): Command {
  return {
    id: "say",
    label: "Say something at the cursor",
    group: "View",
    keys: ["/"],
    applies: () => rightsOf(editor.role.value ?? "viewer").comment,
    run: () => void (editor.saying.value = pointed() ?? editor.camera.centre()),
  };
}
