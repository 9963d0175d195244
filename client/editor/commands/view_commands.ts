import type { ShapeId } from "../../../board/id.ts";
import type { Box } from "../../geometry/box.ts";
import { union } from "../../geometry/box.ts";
import type { Command } from "../command.ts";
import type { Editor } from "../editor.ts";

/** Navigation, and panels and grids beside the drawing. */
export function viewCommands(editor: Editor): readonly Command[] {
  const { camera, shapes, selection } = editor;
  const command = (
    id: string,
    label: string,
    keys: readonly string[],
    run: () => void,
    rest: Pick<Command, "repeats" | "applies" | "isOnlyOnBoard"> = {},
  ): Command => ({ id, label, group: "View", keys, run, ...rest });
  const toggle = (signal: "grid" | "zen" | "minimap") => () => void (editor[signal].value = !editor[signal].peek());
  return [
    command("zoom.in", "Zoom in", ["Mod+=", "="], () => camera.zoomIn(), {
      repeats: true,
      isOnlyOnBoard: true,
    }),
    command("zoom.out", "Zoom out", ["Mod+-", "-"], () => camera.zoomOut(), {
      repeats: true,
      isOnlyOnBoard: true,
    }),
    command("zoom.reset", "Zoom to 100 %", ["Mod+0", "Shift+0"], () => camera.zoomTo(1), { isOnlyOnBoard: true }),
    command("zoom.fit", "Zoom to fit", ["Shift+1"], () => camera.fit(shapes.bounds())),
    command("zoom.selection", "Zoom to selection", ["Shift+2"], () => camera.fit(boxAround(editor)), {
      applies: () => selection.ids.value.size > 0,
    }),
    command("find", "Find text", ["Mod+F"], () => editor.openPanel("find")),
    command("talk", "Chat", [], () => editor.openPanel("talk")),
    command("comments", "Comments", ["Shift+M"], () => editor.openPanel("comments")),
    {
      id: "comment.here",
      label: "Comment here",
      group: "Edit",
      keys: [],
      applies: () => editor.canComment.value,
      run: (place) => void (editor.comment.value = { at: place ?? camera.toBoard(camera.centre()) }),
    },
    command("connection", "Connection", [], () => editor.openPanel("connection")),
    command("grid", "Grid", ["Mod+'"], toggle("grid")),
    command("minimap", "Minimap", [], toggle("minimap")),
    command("zen", "Hide interface", ["Alt+Z"], toggle("zen")),
  ];
}

/** The box around the selection. */
function boxAround({ selection, shapes }: Editor): Box | undefined {
  return [...selection.ids.peek()].reduce<Box | undefined>((all, id: ShapeId) => {
    const box = shapes.box(id);
    return box === undefined ? all : union(all, box);
  }, undefined);
}
