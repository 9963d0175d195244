/**
 * The board page without a server, controlled by a benchmark through `window.__bench`. It uses the editor, document,
 * input, renderer and interface of the product. The benchmark only replaces the network and the user.
 */
import * as Y from "yjs";
import { applyUpdate } from "../board/wire/apply_update.ts";
import { Board, type Origin } from "../board/document.ts";
import { STRIDE } from "../board/ink.ts";
import { orderAbove, type OrderKey } from "../board/order.ts";
import { COLORS } from "../board/palette.ts";
import type { InkShape } from "../board/shape.ts";
import { showBoard } from "../client/board_page.ts";
import { STROKE_WIDTH } from "../client/editor/style/style.ts";
import { wheelDeltaFor } from "../client/input/wheel.ts";
import { PageLinks } from "../client/ui/links/page_links.ts";
import { inkShape, onGrid } from "../client/tools/ink/ink_shape.ts";
import { completePage } from "../client/page_completion.ts";
import type { MixedBench, NeutralStroke } from "./bench_mixed.ts";

const REMOTE: Origin = "remote";

const page = showBoard(document.getElementById("app")!, undefined);
const { editor, stage } = page;
const { doc } = editor.board;
editor.status.value = { kind: "offline", changes: 0, kept: false };
// A page of a version takes the whole client onto the device while the board is measured: 0.8 s of the processor.
document.querySelector("meta[name=version]")?.remove();
completePage(page, { links: new PageLinks("bench", { links: {}, made: [] }) }, new AbortController());

/** The document of another person, whose updates the board receives one by one. */
const other = new Board();
let sent: Uint8Array | undefined;
let otherTop: OrderKey | undefined;
other.doc.on("update", (update) => sent = update);

const bench = {
  /** The board accepts pen input as soon as it exists. */
  ready: () => Promise.resolve(),
  prepare(strokes: readonly NeutralStroke[]): Uint8Array {
    const board = new Board();
    let top: OrderKey | undefined;
    board.transact(() => {
      for (const stroke of strokes) board.add(shapeOf(stroke, top = orderAbove(top)));
    }, "local");
    const saved = Y.encodeStateAsUpdate(board.doc);
    board.doc.destroy();
    return saved;
  },
  load: (saved: Uint8Array) => applyUpdate(doc, saved, REMOTE),
  painted: () => stage.painted(),
  count: () => editor.shapes.count.peek(),
  getCamera: () => editor.camera.state.peek(),
  setCamera: (x: number, y: number, zoom: number) => editor.camera.set({ x, y, zoom }),
  panBy: (dx: number, dy: number) => editor.camera.panBy(dx, dy),
  wheelForZoom: wheelDeltaFor,
  prepareRemote(stroke: NeutralStroke): Uint8Array {
    otherTop = orderAbove(otherTop ?? editor.shapes.orderOnTop());
    other.transact(() => other.add(shapeOf(stroke, otherTop!)), "local");
    return sent!;
  },
  addRemote: (update: Uint8Array) => applyUpdate(doc, update, REMOTE),
  startDraw: () => void (editor.tool.value = "pen"),
  serialize: () => Y.encodeStateAsUpdate(doc),
  liveSelector: "#live",
  /** Adds the functions for boards with all kinds of shapes. They are loaded on request, as they are not part of the measured start. */
  async readyMixed(): Promise<void> {
    const { mixedBench } = await import("./bench_mixed.ts");
    Object.assign(bench, mixedBench(editor, shapeOf));
  },
};

function shapeOf({ id, color, size, points }: NeutralStroke, order: OrderKey): InkShape {
  const look = { nib: "pen", color: COLORS[color], width: STROKE_WIDTH[size === 1 ? "m" : "l"] } as const;
  const onBoard = Array.from(points, (value, i) => i % STRIDE === 2 ? value : onGrid(value));
  return inkShape(id, order, { look, points: onBoard, pressure: true });
}

export type Bench = typeof bench & MixedBench;
Object.assign(globalThis, { __bench: bench });
