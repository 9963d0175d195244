import { effect } from "@preact/signals-core";
import { letteringOf } from "../../board/figure/text/shape_text.ts";
import { groundOf } from "../../board/figure/text/text_block.ts";
import { HIGHLIGHT_BLEND } from "../../board/figure/highlight.ts";
import { PAPER } from "../../board/palette.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Editor } from "../editor/editor.ts";
import type { ShapeChange } from "../editor/shapes/shape_table.ts";
import type { Box } from "../geometry/box.ts";
import type { ActivityLayers } from "./activity_layers.ts";
import { BoardLayer } from "./tiles/board_layer.ts";
import { boardScene } from "./tiles/board_scene.ts";
import { newCanvas } from "./layer_canvas.ts";
import { type Finished, LiveLayer } from "./peers/live_layer.ts";
import { type Region, type Screen, shifted, viewOf } from "./region.ts";
import { ScreenWatch } from "./screen_watch.ts";
import { ShapePainter } from "./paint/shape_painter.ts";
import { wholeMove } from "./whole_move.ts";

/** The parts of the editor that the stage shows. */
export type Shown = Pick<
  Editor,
  "camera" | "shapes" | "live" | "faded" | "theme" | "grid" | "writing"
>;

/**
 * Minimum interval between paints of live strokes outside animation frames, ms. A faster pen is painted once per frame.
 */
const LIVE_EVERY_MS = 12;

/**
 * Shows the board in an element, in layers from the bottom up:
 *
 *     canvas#board      finished shapes and names of frames (opaque), above the points of the grid
 *     canvas#marking    highlighter strokes in progress, blended with the layers below
 *     div               selections and moved shapes of peers
 *     canvas#drafts     local drafts
 *     canvas#live       pen strokes in progress
 *     div#selection     selection marks
 *     div               carets of peers
 *     div               cursors of peers
 *
 * Runs in animation frames, and only while something changes.
 */
export class Stage {
  readonly #shown: Shown;
  readonly #element = document.createElement("div");
  readonly #marking = newCanvas("marking");
  readonly #painter = new ShapePainter(() => this.#looksChanged());
  readonly #board: BoardLayer;
  readonly #lives: readonly LiveLayer[];
  readonly #watch: ScreenWatch;
  readonly #stops: (() => void)[] = [];
  #activity: ActivityLayers | undefined;
  /** Shapes that the board leaves out, because the layers of activity show them. */
  hidden: ReadonlySet<ShapeId> = new Set();
  #screen: Screen = { width: 0, height: 0, ratio: 1 };
  #frame: number | undefined;
  /** True when the next frame must paint more than live strokes. */
  #isDue = false;
  /** Time of the last paint of the live layers, ms of `performance.now()`. */
  #livePainted = -Infinity;
  #wake: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** @param root an element with a definite size; becomes the camera's viewport */
  constructor(shown: Shown, root: HTMLElement) {
    this.#shown = shown;
    Object.assign(this.#element.style, FILL, { overflow: "hidden", isolation: "isolate", contain: "strict" });
    const board = newCanvas("board");
    // The GPU lost the content of a canvas and can hold it again. The event does not bubble.
    this.#element.addEventListener("contextrestored", () => this.#looksChanged(), { capture: true });
    const live = newCanvas("live");
    const { shapes } = shown;
    this.#board = new BoardLayer(
      board,
      boardScene(shown, this.#painter, { hidden: () => this.hidden, ratio: () => this.#screen.ratio }),
      () => shapes.bounds(),
    );
    this.#lives = [
      new LiveLayer(this.#marking, "highlighter", this.#painter.ink),
      new LiveLayer(live, "pen", this.#painter.ink),
    ];
    this.#element.append(board, this.#marking, live);
    root.append(this.#element);
    this.#watch = new ScreenWatch(this.#element, (screen) => this.#resize(screen));
    this.#resize(this.#watch.read());
    this.#subscribe();
    // An empty board has nothing to paint yet, and the first frame should come soon.
    if (this.#board.isBare) this.#isDue = false;
  }

  /** True when the whole view is shown at final quality. */
  painted(): boolean {
    return this.#board.isComplete(this.#seen(viewOf(this.#shown.camera.state.peek(), this.#screen)));
  }

  /** Adds the layers that load after the first frame. */
  addActivity(make: (painter: ShapePainter, request: () => void) => ActivityLayers): void {
    this.#activity = make(this.#painter, this.#request);
    this.#marking.after(this.#activity.below);
    this.#element.append(this.#activity.above);
    this.#board.unveil();
    this.#request();
  }

  /** Shows these shapes as they look now, though they have not changed. */
  repaint(ids: Iterable<ShapeId>): void {
    this.#damage([...ids].map((id) => this.#shown.shapes.box(id)));
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops.splice(0)) stop();
    this.#watch.close();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#wake);
    this.#board.close();
    this.#activity?.close();
    this.#painter.close();
    this.#element.remove();
  }

  #subscribe(): void {
    const { camera, shapes, live, theme, grid } = this.#shown;
    this.#stops.push(
      shapes.onChange((changes) => {
        // The points of the grid do not move.
        const by = grid.peek() ? undefined : wholeMove(changes, shapes.count.peek());
        const shown = changes.filter((change) => !this.#isHidden(change));
        if (by) this.#board.shift(by);
        else if (shown.length > 0) this.#board.apply(shown);
        this.#request();
      }),
      live.onChange(() => this.#followHand()),
      effect(() => {
        void camera.state.value;
        this.#request();
      }),
      effect(() => {
        void grid.value;
        this.#looksChanged();
      }),
      effect(() => this.#wear(theme.value)),
      this.#followLooks(),
    );
    const onHide = () => document.hidden && this.#board.trim();
    document.addEventListener("visibilitychange", onHide);
    this.#stops.push(() => document.removeEventListener("visibilitychange", onHide));
  }

  /** Repaints shapes that fade, and shapes whose text the text field shows instead. */
  #followLooks(): () => void {
    const { faded, writing } = this.#shown;
    let before = NONE;
    return effect(() => {
      const written = writing.value?.id;
      const now = written === undefined ? faded.value : new Set([...faded.value, written]);
      const changed = before.symmetricDifference(now);
      before = now;
      this.repaint(changed);
    });
  }

  /** True for a change of text that the text field shows. A label on a line also has a background, which the board shows. */
  #isHidden({ id, shape, isRetyped }: ShapeChange): boolean {
    return isRetyped === true && this.#shown.writing.peek()?.id === id && groundOf(letteringOf(shape!)) === undefined;
  }

  #looksChanged(): void {
    this.#board.invalidate({ isRepainted: true });
    this.#request();
  }

  /** Removes drafted shapes from the board, and restores former ones. */
  #hide(now: ReadonlySet<ShapeId>): void {
    if (now === this.hidden) return;
    const changed = this.hidden.symmetricDifference(now);
    this.hidden = now;
    this.repaint(changed);
  }

  #damage(boxes: readonly (Box | undefined)[]): void {
    const seen = boxes.filter((box) => box !== undefined);
    if (seen.length === 0) return;
    this.#board.damage(seen);
    this.#request();
  }

  /** The region of the board that the view shows. A board that is moved as a whole needs no other change. */
  #seen(view: Region): Region {
    const by = this.#activity?.wholeBy;
    return by ? shifted(view, by) : view;
  }

  #wear(theme: "light" | "dark"): void {
    this.#element.style.background = PAPER[theme];
    this.#marking.style.mixBlendMode = HIGHLIGHT_BLEND[theme];
    this.#board.invalidate({ isRepainted: true });
    this.#request();
  }

  #resize(screen: Screen): void {
    const { width, height, ratio } = this.#screen;
    // An observer also reports the size when it starts.
    if (screen.width === width && screen.height === height && screen.ratio === ratio) return;
    this.#screen = screen;
    const { clientWidth, clientHeight } = this.#element;
    this.#shown.camera.viewport.value = { width: clientWidth, height: clientHeight };
    this.#request();
  }

  readonly #request = () => {
    if (this.#isClosed) return;
    clearTimeout(this.#wake);
    this.#wake = undefined;
    this.#isDue = true;
    this.#frame ??= requestAnimationFrame(this.#paint);
  };

  /** Like `#request`, but for live strokes alone, which are most frames and need no further work. */
  #requestLive(): void {
    if (!this.#isClosed) this.#frame ??= requestAnimationFrame(this.#paint);
  }

  /**
   * Paints a live stroke in the event that moves it, unless a frame is already due. Its canvas is presented directly,
   * and the next frame may be a whole frame away.
   */
  #followHand(): void {
    const now = performance.now();
    this.#board.delay(now);
    if (this.#frame !== undefined || now - this.#livePainted < LIVE_EVERY_MS) return this.#requestLive();
    this.#paintLive(viewOf(this.#shown.camera.state.peek(), this.#screen), now);
  }

  #paintLive(view: Region, now: number): void {
    this.#livePainted = now;
    const { shapes, live, theme } = this.#shown;
    const finished: Finished = {
      has: (id) => shapes.get(id) !== undefined,
      shows: (box) => this.#board.shows(box),
    };
    const look = { theme: theme.peek(), opacity: 1 };
    for (const layer of this.#lives) {
      if (layer.frame(view, this.#screen.ratio, live, finished, look)) this.#requestLive();
    }
  }

  readonly #paint = (now: number) => {
    this.#frame = undefined;
    const view = viewOf(this.#shown.camera.state.peek(), this.#screen);
    if (!this.#isDue) return this.#paintLive(view, performance.now());
    this.#isDue = false;
    // Apply pending changes first, so that the board shows the result before the drafts disappear.
    this.#shown.shapes.catchUp();
    const { ratio } = this.#screen;
    const theme = this.#shown.theme.peek();
    const isPicturing = this.#activity?.prepare(view, now) ?? false;
    this.#hide(this.#activity?.hidden ?? NONE);
    const seen = this.#seen(view);
    const wait = this.#board.frame(seen, ratio, now);
    const isShown = this.#board.isComplete(seen);
    const isMoving = this.#activity?.frame(view, { ratio, theme, isShown, now }) ?? false;
    this.#paintLive(view, performance.now());
    if (wait === 0 || isPicturing || isMoving) this.#request();
    else if (wait < Infinity) this.#wake = setTimeout(this.#request, wait);
  };
}

const NONE: ReadonlySet<ShapeId> = new Set();
const FILL = { position: "absolute", inset: "0" };
