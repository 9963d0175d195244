import type { ShapeId } from "../../../board/id.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Command } from "../command.ts";
import { counted, describe } from "../speech/describe.ts";
import type { Editor } from "../editor.ts";
import { SPEECH } from "../../messages/en/speech.ts";

/**
 * Tab moves the selection from shape to shape in reading order while the board has the focus. After the last shape, and
 * before the first, the browser handles Tab, so the focus is never trapped on the board.
 */
export function walkCommands(editor: Editor): readonly Command[] {
  const { shapes, selection } = editor;
  /**
   * The shape that Tab reached last, the shapes kept before it, and the selection of both. Invalid once the selection
   * is another.
   */
  let walk: { at?: ShapeId; kept: ReadonlySet<ShapeId>; selected: ReadonlySet<ShapeId> } | undefined;
  const walkNow = () => walk?.selected === selection.ids.value ? walk : undefined;
  /** The next shape in that direction; undefined when there is none. */
  const target = (by: number): { at: number; order: readonly Shape[] } | undefined => {
    const order = editor.readingOrder.shapes;
    const ids = selection.ids.value;
    const last = walkNow()?.at;
    const isHere = ({ id }: Shape) => last === undefined ? ids.has(id) : id === last;
    const from = by > 0 ? order.findLastIndex(isHere) : order.findIndex(isHere);
    const at = from < 0 ? (by > 0 ? 0 : order.length - 1) : from + by;
    return at >= 0 && at < order.length ? { at, order } : undefined;
  };
  const step = (by: number) => {
    const next = target(by);
    if (next === undefined) return;
    const shape = next.order[next.at];
    const kept = walkNow()?.kept ?? new Set();
    editor.tool.value = "select";
    selection.set([...kept, shape.id]);
    walk = { at: shape.id, kept, selected: selection.ids.peek() };
    const box = shapes.box(shape.id);
    if (box) editor.camera.reveal(box);
    const others = selection.ids.peek().size - 1;
    const beside = others > 0 ? `, ${SPEECH.beside({ kept: counted(others, "kept") })}` : "";
    editor.said.value = `${describe(shape)}, ${
      SPEECH.place({ number: next.at + 1, count: next.order.length })
    }${beside}`;
  };
  const keep = () => {
    const selected = selection.ids.peek();
    walk = { at: walkNow()?.at, kept: selected, selected };
    editor.said.value = SPEECH.keptByTab({ count: selected.size });
  };
  const command = (id: string, label: string, key: string, by: number): Command => ({
    id,
    label,
    group: "Edit",
    keys: [key],
    repeats: true,
    endsGesture: "kept",
    applies: () => shapes.count.value > 0 && target(by) !== undefined,
    run: () => step(by),
  });
  return [
    command("select.next", "Select the next shape", "Tab", 1),
    command("select.previous", "Select the previous shape", "Shift+Tab", -1),
    {
      id: "select.keep",
      label: "Add to selection with Tab",
      group: "Edit",
      keys: ["Shift+K"],
      applies: () => selection.ids.value.size > 0,
      run: keep,
    },
  ];
}
