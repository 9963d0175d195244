import { isContainer } from "../../../board/kinds/kinds.ts";
import { effect } from "@preact/signals-core";
import { toBoard } from "../../../board/figure/point.ts";
import { NAME_MAX } from "../../../board/limits.ts";
import { PAPER } from "../../../board/palette.ts";
import { readName } from "../../../board/name.ts";
import type { ShapeId } from "../../../board/id.ts";
import type { Editor } from "../../editor/editor.ts";
import { NAMES } from "../../messages/en/people/names.ts";
import { SPEECH } from "../../messages/en/speech.ts";

/**
 * Sizes of the name as the selection layer shows it, CSS pixels. Phones zoom the page when a field has smaller text
 * than `coarse`.
 */
const SIZES = {
  fine: { font: 12, line: 14, above: 17, width: 160 },
  coarse: { font: 16, line: 28, above: 34, width: 200 },
};

/**
 * Opens a field for the name of a frame. Enter and blur save the name, Escape discards it.
 *
 * @returns a function that closes the field
 */
export function openNameField(editor: Editor, surface: HTMLElement, id: ShapeId): () => void {
  const frame = editor.shapes.get(id);
  if (!isContainer(frame)) return () => {};
  const field = document.createElement("input");
  field.setAttribute("aria-label", SPEECH.frameName);
  const size = SIZES[matchMedia("(pointer: coarse)").matches ? "coarse" : "fine"];
  field.maxLength = NAME_MAX;
  field.value = frame.name;
  const { theme, camera, shapes, writer } = editor;
  const paper = PAPER[theme.peek()];
  Object.assign(field.style, {
    position: "absolute",
    left: "0",
    top: "0",
    width: `${size.width}px`,
    height: `${size.line}px`,
    padding: "0",
    border: "0",
    outline: "0",
    color: "inherit",
    background: paper,
    font: `${size.font}px/${size.line}px system-ui, sans-serif`,
    userSelect: "text",
    webkitUserSelect: "text",
  });
  const place = () => {
    const { x, y, zoom } = camera.state.value;
    const now = shapes.get(id);
    if (now === undefined || now.locked) return end(false);
    const corner = toBoard(now, { x: 0, y: 0 });
    field.style.transform = `translate(${(corner.x - x) * zoom}px, ${(corner.y - y) * zoom - size.above}px)`;
  };
  let isOver = false;
  /** Replaces an empty name by the default, because an empty name leaves nothing to click on. */
  const end = (keeps: boolean) => {
    if (isOver) return;
    isOver = true;
    for (const stop of stops) stop();
    const name = readName(field.value) || NAMES.frame;
    field.remove();
    if (keeps && name !== frame.name) writer.change(new Map([[id, { name }]]));
    if (editor.naming.peek() === id) editor.naming.value = undefined;
  };
  // Peers may move or delete the frame.
  const stops = [
    effect(place),
    shapes.onChange((changes) => changes.some((change) => change.id === id) && place()),
  ];
  field.addEventListener("pointerdown", (event) => event.stopPropagation());
  field.addEventListener("blur", () => end(true));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing || event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    end(event.key === "Enter");
    surface.focus({ preventScroll: true });
  });
  surface.append(field);
  field.focus({ preventScroll: true });
  field.select();
  return () => end(true);
}
