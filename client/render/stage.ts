import { effect } from "@preact/signals-core";
import { HIGHLIGHT_BLEND } from "../../board/figure/highlight.ts";
import { PAPER } from "../../board/palette.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Editor } from "../editor/editor.ts";
import type { Box } from "../geometry/box.ts";
import { BoardLayer } from "./tiles/board_layer.ts";
import { boardScene } from "./tiles/board_scene.ts";
import { DraftLayer } from "./selection/draft_layer.ts";
import type { PeerLayers } from "./peers/peer_layers.ts";
import { newCanvas } from "./layer_canvas.ts";
import { type Finished, LiveLayer } from "./peers/live_layer.ts";
import { PresenceLayer } from "./peers/presence_layer.ts";
import { type Region, type Screen, viewOf } from "./region.ts";
import { ScreenWatch } from "./screen_watch.ts";
import { SelectionLayer } from "./selection/selection_layer.ts";
import { selectionMarks } from "./selection/selection_marks.ts";
import { ShapePainter } from "./paint/shape_painter.ts";

/** The parts of the editor that the stage shows. */
export type Shown = Pick<
  Editor,
  | "camera"
  | "shapes"
  | "live"
  | "drafts"
  | "selection"
  | "activeTool"
  | "peers"
  | "faded"
  | "theme"
  | "grid"
  | "writing"
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
 *     canvas#selection  selection marks
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
  readonly #drafts: DraftLayer;
  readonly #selection: SelectionLayer;
  readonly #presence: PresenceLayer;
  readonly #watch: ScreenWatch;
  readonly #stops: (() => void)[] = [];
  #peerLayers: PeerLayers | undefined;
  /** Shapes that the board leaves out, because drafts show them. */
  #hidden: ReadonlySet<ShapeId> = new Set();
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
      boardScene(shown, this.#painter, { hidden: () => this.#hidden, ratio: () => this.#screen.ratio }),
      () => shapes.bounds(),
    );
    this.#lives = [
      new LiveLayer(this.#marking, "highlighter", this.#painter.ink),
      new LiveLayer(live, "pen", this.#painter.ink),
    ];
    const drafts = newCanvas("drafts");
    const scene = boardScene(shown, this.#painter);
    this.#drafts = new DraftLayer(drafts, this.#painter, { scene, lookUp: (id) => shapes.get(id) });
    const selection = newCanvas("selection");
    this.#selection = new SelectionLayer(selection);
    this.#presence = new PresenceLayer(matchMedia("(prefers-reduced-motion: reduce)"));
    this.#element.append(board, this.#marking, drafts, live, selection, this.#presence.element);
    root.append(this.#element);
    this.#watch = new ScreenWatch(this.#element, (screen) => this.#resize(screen));
    this.#resize(this.#watch.read());
    this.#subscribe();
    // An empty board has nothing to paint yet, and the first frame should come soon.
    if (this.#board.isBare) this.#isDue = false;
  }

  /** True when the whole view is shown at final quality. */
  painted(): boolean {
    return this.#board.isComplete(viewOf(this.#shown.camera.state.peek(), this.#screen));
  }

  /** Adds the layers for peers. */
  addPeers(make: (painter: ShapePainter) => PeerLayers): void {
    this.#peerLayers = make(this.#painter);
    this.#marking.after(this.#peerLayers.below);
    this.#presence.element.before(this.#peerLayers.above);
    this.#board.unveil();
    this.#request();
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops.splice(0)) stop();
    this.#watch.close();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#wake);
    this.#board.close();
    this.#drafts.close();
    this.#peerLayers?.close();
    this.#painter.close();
    this.#presence.close();
    this.#element.remove();
  }

  #subscribe(): void {
    const { camera, shapes, live, peers, theme, selection, activeTool, grid, writing } = this.#shown;
    this.#stops.push(
      shapes.onChange((changes) => {
        this.#board.apply(changes);
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
      effect(() => {
        this.#presence.follow(peers.value);
        this.#request();
      }),
      effect(() => this.#wear(theme.value)),
      this.#followLooks(),
      this.#shown.drafts.onChange(this.#request),
      effect(() => {
        const { ids, version, lasso, guides, ties, point } = selection;
        void [ids.value, version.value, lasso.value, guides.value, ties.value, point.value];
        void [activeTool.value, writing.value];
        this.#request();
      }),
    );
    const onHide = () => document.hidden && this.#board.trim();
    document.addEventListener("visibilitychange", onHide);
    this.#stops.push(() => document.removeEventListener("visibilitychange", onHide));
  }

  /** Repaints shapes that fade, and shapes whose text the text field shows instead. */
  #followLooks(): () => void {
    const { faded, writing, shapes } = this.#shown;
    let before = NONE;
    return effect(() => {
      const written = writing.value?.id;
      const now = written === undefined ? faded.value : new Set([...faded.value, written]);
      const changed = before.symmetricDifference(now);
      before = now;
      this.#damage([...changed].map((id) => shapes.box(id)));
    });
  }

  #looksChanged(): void {
    this.#board.invalidate({ isRepainted: true });
    this.#request();
  }

  /** Removes drafted shapes from the board, and restores former ones. */
  #hide(now: ReadonlySet<ShapeId>): void {
    if (now === this.#hidden) return;
    const changed = this.#hidden.symmetricDifference(now);
    this.#hidden = now;
    this.#damage([...changed].map((id) => this.#shown.shapes.box(id)));
  }

  #damage(boxes: readonly (Box | undefined)[]): void {
    const seen = boxes.filter((box) => box !== undefined);
    if (seen.length === 0) return;
    this.#board.damage(seen);
    this.#request();
  }

  #wear(theme: "light" | "dark"): void {
    this.#element.style.background = PAPER[theme];
    this.#marking.style.mixBlendMode = HIGHLIGHT_BLEND[theme];
    this.#board.invalidate({ isRepainted: true });
    this.#presence.wear(theme);
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
    const { camera, drafts } = this.#shown;
    const view = viewOf(camera.state.peek(), this.#screen);
    if (!this.#isDue) return this.#paintLive(view, performance.now());
    this.#isDue = false;
    // Apply pending changes first, so that the board shows the result before the drafts disappear.
    this.#shown.shapes.catchUp();
    const isPicturing = this.#drafts.prepare(drafts, view);
    this.#peerLayers?.prepare(view, now);
    this.#hide(this.#peerLayers?.hiddenWith(this.#drafts.hidden) ?? this.#drafts.hidden);
    const wait = this.#board.frame(view, this.#screen.ratio, now);
    const isLeaving = this.#paintHand(view);
    this.#paintLive(view, performance.now());
    const isMoving = this.#presence.frame(camera.state.peek(), camera.viewport.peek(), now);
    if (wait === 0 || isPicturing || isLeaving || isMoving) this.#request();
    else if (wait < Infinity) this.#wake = setTimeout(this.#request, wait);
  };

  /** Paints drafts and selection. @returns true when another frame is needed */
  #paintHand(view: Region): boolean {
    const { drafts } = this.#shown;
    const theme = this.#shown.theme.peek();
    const { ratio } = this.#screen;
    const isShown = this.#board.isComplete(view);
    this.#selection.frame(
      selectionMarks(this.#shown, { theirs: this.#peerLayers?.drafts, hidden: this.#hidden }),
      view,
      { ratio, theme },
    );
    const isMoving = this.#peerLayers?.frame(view, { ratio, theme, isShown }) ?? false;
    const except = this.#peerLayers?.drafts.ids;
    return this.#drafts.frame(drafts, view, { ratio, look: { theme, opacity: 1 }, isShown, except }) || isMoving;
  }
}

const NONE: ReadonlySet<ShapeId> = new Set();
const FILL = { position: "absolute", inset: "0" };
