import type { Command } from "../command.ts";
import { describe } from "../describe.ts";
import type { Editor } from "../editor.ts";
import { inReadingOrder } from "../reading_order.ts";

/**
 * Tab goes from shape to shape in reading order while the board has the focus. After the last one, and before the first,
 * it is the browser's: nobody is caught on the board.
 */
export function walkCommands(editor: Editor): readonly Command[] {
  const { shapes, selection } = editor;
  /** Where the next step leads; undefined when there is no further shape that way. */
  const target = (by: number): { at: number; order: ReturnType<typeof inReadingOrder> } | undefined => {
    const order = inReadingOrder(shapes.all());
    const ids = selection.ids.value;
    const from = by > 0 ? order.findLastIndex(({ id }) => ids.has(id)) : order.findIndex(({ id }) => ids.has(id));
    const at = from < 0 ? (by > 0 ? 0 : order.length - 1) : from + by;
    return at >= 0 && at < order.length ? { at, order } : undefined;
  };
  const step = (by: number) => {
    const next = target(by);
    if (next === undefined) return;
    const shape = next.order[next.at];
    editor.tool.value = "select";
    selection.set([shape.id]);
    const box = shapes.box(shape.id);
    if (box) editor.camera.reveal(box);
    editor.said.value = `${describe(shape)}, ${next.at + 1} of ${next.order.length}`;
  };
  const command = (id: string, label: string, key: string, by: number): Command => ({
    id,
    label,
    group: "Edit",
    keys: [key],
    repeats: true,
    applies: () => shapes.count.value > 0 && target(by) !== undefined,
    run: () => step(by),
  });
  return [
    command("select.next", "Select the next shape", "Tab", 1),
    command("select.previous", "Select the previous shape", "Shift+Tab", -1),
  ];
}
