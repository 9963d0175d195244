/** A stage alone on a page, with functions for tests. Runs in the browser. */
import { applyUpdate, type Doc, encodeStateAsUpdate } from "yjs";
import { Board } from "../../../board/document.ts";
import { shapeIds } from "../../../board/id.ts";
import { encodeInk, STRIDE } from "../../../board/ink.ts";
import { comparePaint } from "../../../board/order.ts";
import { COLORS, PAPER, type Theme } from "../../../board/palette.ts";
import type { InkShape, Nib, NoteShape, Shape } from "../../../board/shape.ts";
import type { Paint } from "../../../board/style.ts";
import { Editor } from "../../../client/editor/editor.ts";
import { ActivityLayers } from "../../../client/render/activity_layers.ts";
import { ShapePainter } from "../../../client/render/paint/shape_painter.ts";
import { viewOf } from "../../../client/render/region.ts";
import { Stage } from "../../../client/render/stage.ts";
import { penLine } from "../../support/board/pen_line.ts";
import { seeded } from "../../support/random.ts";

const editor = new Editor(new Board(), { name: "Me", color: "blue" });
const root = document.getElementById("root")!;
const stage = new Stage(editor, root);
stage.addActivity((painter, request) => new ActivityLayers(editor, painter, request));
const random = seeded(7);
const canvas = (id: string) => document.getElementById(id) as HTMLCanvasElement;

let requested = 0;
const request = requestAnimationFrame;
globalThis.requestAnimationFrame = (callback) => {
  requested++;
  return request(callback);
};
const frame = () => new Promise<void>((resolve) => request(() => resolve()));

/** Samples of a stroke in absolute coordinates. */
function samples(x: number, y: number): number[] {
  return Array.from(penLine(random)).map((value, i) => [value + x, value + y, value][i % STRIDE]);
}

function shapeOf(id: string, points: readonly number[], nib: Nib, color: Paint = random.pick(COLORS)): InkShape {
  const xs = points.filter((_, i) => i % STRIDE === 0), ys = points.filter((_, i) => i % STRIDE === 1);
  const x = Math.min(...xs), y = Math.min(...ys), w = Math.max(...xs) - x, h = Math.max(...ys) - y;
  const relative = Float32Array.from(points, (value, i) => [value - x, value - y, value][i % STRIDE]);
  const ink = encodeInk({ points: relative, pressure: true });
  const width = nib === "pen" ? 4 : 20;
  return { id, kind: "ink", nib, color, width, order: editor.shapes.orderOnTop(), x, y, w, h, ink };
}

function pixels(of: HTMLCanvasElement | OffscreenCanvas): Uint8ClampedArray {
  const context = of.getContext("2d") as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  return context.getImageData(0, 0, of.width, of.height).data;
}

/** The shapes under new ids, because deleted shapes cannot return. */
function documentOf(shapes: readonly Shape[]): Doc {
  const board = new Board();
  const newId = shapeIds();
  board.transact(() => shapes.forEach((shape) => board.add({ ...shape, id: newId() })), "local");
  return board.doc;
}

/** Tolerance for antialiasing of paths that are clipped at the edge of a tile; smaller differences are invisible. */
const SHADE = 40;

/** Compares two bitmaps: the number of visibly different pixels, and the largest difference of one channel. */
function difference(a: Uint8ClampedArray, b: Uint8ClampedArray): { pixels: number; most: number } {
  let count = 0, most = 0;
  for (let i = 0; i < a.length; i += 4) {
    const by = Math.max(Math.abs(a[i] - b[i]), Math.abs(a[i + 1] - b[i + 1]), Math.abs(a[i + 2] - b[i + 2]));
    if (by > SHADE) count++;
    most = Math.max(most, by);
  }
  return { pixels: count, most };
}

let carried: Set<string> | undefined;
const movable = () => [...editor.shapes.all()].filter(({ id }) => id !== "still");

let shapesPainted = 0;
const paint = ShapePainter.prototype.paint;
ShapePainter.prototype.paint = function (...args) {
  shapesPainted++;
  return paint.apply(this, args);
};

/** True when a square of a canvas has one colour, or the canvas is hidden. */
function isBlank(of: HTMLCanvasElement, x: number, y: number, size: number): boolean {
  if (of.hidden || of.width === 0) return true;
  const { data } = of.getContext("2d")!.getImageData(x, y, size, size);
  return data.every((value, i) => value === data[i % 4]);
}

const driver = {
  /** Adds strokes from place to place; every fifth is a highlighter stroke. */
  scatter(count: number, width: number, height: number): void {
    editor.board.transact(() => {
      for (let i = 0; i < count; i++) {
        const points = samples(random.float() * width, random.float() * height);
        editor.board.add(shapeOf(`s${i}`, points, i % 5 === 0 ? "highlighter" : "pen"));
      }
    }, "remote");
  },
  add(id: string, x: number, y: number, nib: Nib = "pen"): void {
    editor.board.transact(() => editor.board.add(shapeOf(id, samples(x, y), nib, "red")), "remote");
  },
  remove(id: string): void {
    editor.board.transact(() => editor.board.remove(new Set([id])), "remote");
  },
  look(x: number, y: number, zoom: number): void {
    editor.camera.set({ x, y, zoom });
  },
  fade(ids: string[]): void {
    editor.faded.value = new Set(ids);
  },
  wear(theme: Theme): void {
    editor.theme.value = theme;
  },
  peer(name: string, x: number, y: number): void {
    editor.peers.value = [{ id: 1, user: { name, color: "violet" }, cursor: { x, y } }];
  },
  resize(width: number, height: number): void {
    Object.assign(root.style, { width: `${width}px`, height: `${height}px` });
  },
  /** Begins a live stroke. `finish` adds its shape to the board and ends it at once. */
  draw(id: string, x: number, y: number, nib: Nib): void {
    const width = nib === "pen" ? 4 : 20;
    const points = samples(x, y);
    editor.live.begin({ id, author: undefined, nib, color: "green", width, pressure: true, points });
  },
  finish(id: string): void {
    const { points, nib, color } = editor.live.get(id)!;
    editor.board.transact(() => editor.board.add(shapeOf(id, points, nib, color)), "local");
    editor.live.end(id);
  },
  /** Starts to move all shapes but "still" by this distance. */
  carry(x: number, y: number): void {
    carried ??= new Set(movable().map(({ id }) => id));
    editor.drafts.carry(carried, { x, y });
  },
  /** Ends the move, at the new position or at the old one. */
  drop(x: number, y: number): void {
    editor.drafts.show([]);
    if (x === 0 && y === 0) return;
    const place = (shape: Shape) => ({ x: shape.x + x, y: shape.y + y });
    editor.writer.change(new Map(movable().map((shape) => [shape.id, place(shape)])));
  },
  undo: (): void => editor.history.undo(),
  /** Opens a note for writing; the stage leaves its text out. */
  write(id: string): void {
    const order = editor.shapes.orderOnTop();
    editor.writer.add([{ id, kind: "note", color: "yellow", order, x: 100, y: 100, w: 200, h: 200, text: "a" }]);
    editor.selection.set([id]);
    editor.editText(editor.shapes.get(id) as NoteShape);
  },
  type(inserted: string): void {
    const { value } = editor.writing;
    value!.replace({ at: value!.text.length, removed: 0, inserted }, 0);
  },
  endWriting: (): void => editor.endWriting(),
  /** Shapes that the stage has painted in total; a shape on two tiles counts twice. */
  shapesPainted: (): number => shapesPainted,
  /** Counts the frames in which the place showed no ink, on the board or as a draft, until the stage is at rest. */
  async blankFrames(x: number, y: number, size: number): Promise<number> {
    let blank = 0;
    for (let calm = 0; calm < 5;) {
      const before = requested;
      await frame();
      calm = requested > before ? 0 : calm + 1;
      if (["board", "drafts"].every((id) => isBlank(canvas(id), x, y, size))) blank++;
    }
    return blank;
  },
  isBoardBlank: (): boolean => isBlank(canvas("board"), 0, 0, 700),
  isLiveShown: (id: string): boolean => canvas(id).checkVisibility({ opacityProperty: true }),
  async painted(): Promise<void> {
    do await frame(); while (!stage.painted());
  },
  /** Milliseconds for a complete repaint of the view, as after a change of theme. */
  async repainted(): Promise<number> {
    const start = performance.now();
    editor.theme.value = editor.theme.peek() === "light" ? "dark" : "light";
    await this.painted();
    return performance.now() - start;
  },
  /** Milliseconds from the update with the whole board to a painted view. The board is empty before. */
  async reloaded(): Promise<number> {
    const { board } = editor;
    const shapes = [...board.readAll()];
    const update = encodeStateAsUpdate(documentOf(shapes));
    board.transact(() => board.remove(new Set(board.shapes.keys())), "remote");
    await this.painted();
    const start = performance.now();
    applyUpdate(board.doc, update, "remote");
    await this.painted();
    return performance.now() - start;
  },
  frame,
  /** Animation frames that the stage has requested in total. */
  framesAsked: (): number => requested,
  /** Waits until the stage has requested no frames for longer than its longest delay, 200 ms. */
  async rest(): Promise<void> {
    while (await this.framesAskedFor(30) > 0);
  },
  /** Animation frames that the stage requests during this many frames. */
  async framesAskedFor(passing: number): Promise<number> {
    const before = requested;
    for (let i = 0; i < passing; i++) await frame();
    return requested - before;
  },
  /** Compares the board canvas with all shapes painted directly on one bitmap. */
  differenceFromDirect(): { pixels: number; most: number } {
    const { width, height } = canvas("board");
    const theme = editor.theme.peek();
    const view = viewOf(editor.camera.state.peek(), { width, height, ratio: devicePixelRatio });
    const context = new OffscreenCanvas(width, height).getContext("2d", { alpha: false })!;
    context.fillStyle = PAPER[theme];
    context.fillRect(0, 0, width, height);
    const painter = new ShapePainter();
    for (const shape of [...editor.shapes.all()].sort(comparePaint)) {
      const opacity = editor.faded.peek().has(shape.id) ? 0.25 : 1;
      painter.paint(context, shape, view, { theme, opacity });
    }
    return difference(pixels(context.canvas), pixels(canvas("board")));
  },
  /** Number of pixels of the board that are not paper. */
  inked(): number {
    const { data, paper } = { data: pixels(canvas("board")), paper: parseInt(PAPER[editor.theme.peek()].slice(1), 16) };
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]) !== paper) count++;
    }
    return count;
  },
  /** Pans by whole pixels. Returns how many pixels of the part that stays in view changed. */
  changedByPanning(dx: number, dy: number): Promise<number> {
    const board = canvas("board");
    const before = pixels(board);
    editor.camera.panBy(dx, dy);
    return this.painted().then(() => {
      const after = pixels(board);
      let changed = 0;
      for (let y = 0; y < board.height - dy; y++) {
        for (let x = 0; x < board.width - dx; x++) {
          const a = 4 * ((y + dy) * board.width + x + dx), b = 4 * (y * board.width + x);
          if (before[a] !== after[b] || before[a + 1] !== after[b + 1] || before[a + 2] !== after[b + 2]) changed++;
        }
      }
      return changed;
    });
  },
  size: (): [number, number] => [canvas("board").width, canvas("board").height],
  viewport: () => editor.camera.viewport.value,
  close(): number {
    stage.close();
    stage.close();
    return root.childElementCount;
  },
};

export type Driver = typeof driver;
Object.assign(globalThis, { driver });
