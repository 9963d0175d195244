import { middleOf, toBoard } from "../../../board/figure/point.ts";
import type { NoteShape } from "../../../board/shape.ts";
import type { Editor } from "../editor.ts";
import { encloses } from "./hit_area.ts";

export const SIDES = ["right", "below", "left", "above"] as const;
export type Side = typeof SIDES[number];

/** Gap between the notes of a chain, board units. */
const GAP = 20;

/** The direction of each side. */
export const STEP: Record<Side, readonly [dx: number, dy: number]> = {
  right: [1, 0],
  below: [0, 1],
  left: [-1, 0],
  above: [0, -1],
};

/** The only selected note, or the one being edited. */
export function noteInHand({ shapes, selection, writing }: Editor): NoteShape | undefined {
  const ids = selection.ids.value;
  const id = writing.value?.id ?? (ids.size === 1 ? [...ids][0] : undefined);
  const shape = id === undefined ? undefined : shapes.get(id);
  return shape?.kind === "note" ? shape : undefined;
}

/** Starts editing the next note on that side: the existing one, or a new one with the same look. */
export function chainNote(editor: Editor, from: NoteShape, side: Side): void {
  const { shapes, writer } = editor;
  const [dx, dy] = STEP[side];
  // A new note is square, whereas the previous one may have grown with its text.
  const h = from.w;
  const across = dx * (from.w + GAP), down = dy > 0 ? from.h + GAP : dy * (h + GAP);
  const turnedMiddle = toBoard(from, { x: from.w / 2 + across, y: h / 2 + down });
  const there = shapes.search({
    minX: turnedMiddle.x,
    maxX: turnedMiddle.x,
    minY: turnedMiddle.y,
    maxY: turnedMiddle.y,
  }).findLast((shape) => shape.kind === "note" && encloses(shape, turnedMiddle));
  if (there?.kind === "note") return editor.write(there);
  const { text: _, link: _link, frame: _frame, locked: _locked, ...look } = from;
  const box = { x: 0, y: 0, w: from.w, h };
  const middle = middleOf(box);
  const note: NoteShape = {
    ...look,
    ...box,
    x: turnedMiddle.x - middle.x,
    y: turnedMiddle.y - middle.y,
    id: editor.newShapeId(),
    order: shapes.orderOnTop(),
  };
  writer.add([note]);
  editor.write(shapes.get(note.id) as NoteShape ?? note);
}
