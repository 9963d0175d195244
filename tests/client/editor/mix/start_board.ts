import { Board } from "../../../../board/document.ts";
import type { Shape } from "../../../../board/shape.ts";
import { arrowOf, geoOf } from "../../../support/board/figures.ts";
import { imageOf } from "../../../support/board/images.ts";
import { inkOf } from "../../../support/board/shapes.ts";

/** A shape of a kind that no version knows yet. */
export const UNKNOWN = {
  id: "v.1",
  record: { kind: "video", order: "a0", x: 0, y: 0, w: 320, h: 200, source: "abc", nested: { deep: [1, 2] } },
  edit: ["v.1", "volume", 0.5],
  text: "subtitles",
} as const;

const onto = (to: string, x: number, y: number) => ({ x, y, to, u: 0.5, v: 0.5 });

/** One shape of each kind, close together. */
const SHAPES: readonly Shape[] = [
  { id: "frame", kind: "frame", order: "a0", x: 0, y: 0, w: 400, h: 300, name: "Frame" },
  geoOf("box", { x: 40, y: 40, order: "a1", frame: "frame", fill: "solid", text: "A box" }),
  geoOf("disc", { x: 500, y: 60, form: "ellipse", order: "a2" }),
  arrowOf("arrow", { start: onto("box", 90, 90), end: onto("disc", 550, 110), order: "a3", text: "to" }),
  geoOf("left", { x: 60, y: 400, groups: ["inner"], order: "a4" }),
  geoOf("right", { x: 200, y: 400, groups: ["inner"], form: "star", order: "a4" }),
  geoOf("locked", { x: 650, y: 400, locked: true, order: "a5" }),
  { id: "note", kind: "note", order: "a6", x: 420, y: 300, w: 200, h: 200, color: "yellow", text: "Words in a" },
  { id: "text", kind: "text", order: "a7", x: 250, y: 330, w: 0, h: 0, color: "black", text: "Text" },
  {
    id: "line",
    kind: "line",
    order: "a8",
    x: 300,
    y: 60,
    w: 90,
    h: 80,
    color: "red",
    width: 4,
    points: [0, 0, 50, 80, 90, 10],
  },
  imageOf("image", { x: 640, y: 220, crop: { x: 0.1, y: 0, w: 0.5, h: 1 }, order: "a8" }),
  inkOf("ink", { x: 220, y: 200, w: 60, h: 40, order: "a9" }),
];

/** The board before two people begin. Neither can undo its content. */
export function startBoard(): Board {
  const board = new Board();
  board.doc.clientID = 1;
  board.transact(() => {
    for (const shape of SHAPES) board.add(shape);
    board.shapes.set(UNKNOWN.id, UNKNOWN.record);
    board.edits.write(...UNKNOWN.edit);
    board.textOf(UNKNOWN.id).insert(0, UNKNOWN.text);
  }, "store");
  return board;
}
