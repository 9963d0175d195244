import { effect } from "@preact/signals-core";
import { toBoard } from "../../board/figure/place.ts";
import { NAME_MAX } from "../../board/limits.ts";
import { PAPER } from "../../board/palette.ts";
import { readName } from "../../board/presence.ts";
import type { FrameShape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";

/** Over the name as the selection layer shows it, CSS pixels. */
const SIZE = { font: 12, line: 14, above: 17, width: 160 };

/** Shows a field for the name of a frame while that is being changed. Enter and leaving it keep the name, Escape does not. */
export function attachNameField(editor: Editor, surface: HTMLElement): { close(): void } {
  let stopField = () => {};
  const stop = effect(() => {
    const id = editor.naming.value;
    stopField();
    const frame = id === undefined ? undefined : editor.shapes.get(id);
    stopField = frame?.kind === "frame" ? openField(editor, surface, frame) : () => {};
  });
  return {
    close() {
      stop();
      stopField();
    },
  };
}

/** @returns what takes the field away */
function openField(editor: Editor, surface: HTMLElement, frame: FrameShape): () => void {
  const field = document.createElement("input");
  field.setAttribute("aria-label", "Name of the frame");
  field.maxLength = NAME_MAX;
  field.value = frame.name;
  const { theme, camera, writer } = editor;
  const paper = PAPER[theme.peek()];
  Object.assign(field.style, {
    position: "absolute",
    left: "0",
    top: "0",
    width: `${SIZE.width}px`,
    height: `${SIZE.line}px`,
    padding: "0",
    border: "0",
    outline: "0",
    color: "inherit",
    background: paper,
    font: `${SIZE.font}px/${SIZE.line}px system-ui, sans-serif`,
    userSelect: "text",
    webkitUserSelect: "text",
  });
  const stopPlace = effect(() => {
    const { x, y, zoom } = camera.state.value;
    const corner = toBoard(frame, { x: 0, y: 0 });
    field.style.transform = `translate(${(corner.x - x) * zoom}px, ${(corner.y - y) * zoom - SIZE.above}px)`;
  });
  let isOver = false;
  const end = (keeps: boolean) => {
    if (isOver) return;
    isOver = true;
    stopPlace();
    const name = readName(field.value);
    field.remove();
    if (keeps && name !== frame.name) writer.change(new Map([[frame.id, { name }]]));
    if (editor.naming.peek() === frame.id) editor.naming.value = undefined;
  };
  field.addEventListener("pointerdown", (event) => event.stopPropagation());
  field.addEventListener("blur", () => end(true));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing || event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    end(event.key === "Enter");
  });
  surface.append(field);
  field.focus({ preventScroll: true });
  field.select();
  return () => end(true);
}
