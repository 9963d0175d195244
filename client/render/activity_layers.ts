import { effect } from "@preact/signals-core";
import type { Point } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Theme } from "../../board/palette.ts";
import { attachWhen } from "../editor/attach_when.ts";
import type { Editor } from "../editor/editor.ts";
import { newCanvas } from "./layer_canvas.ts";
import type { ShapePainter } from "./paint/shape_painter.ts";
import type { PeerLayer } from "./peers/peer_layer.ts";
import type { Region } from "./region.ts";
import { isWholeCarried } from "./whole_move.ts";
import { DraftLayer } from "./selection/draft_layer.ts";
import type { SelectionLayer } from "./selection/selection_layer.ts";
import { boardScene } from "./tiles/board_scene.ts";

/**
 * The layers that show what people do besides drawing ink: local drafts, the selection, and the activity of peers. They
 * load with the interface, because the first stroke does not need them. The layers of peers load with the first peer.
 */
export class ActivityLayers {
  /** Elements below and above the live strokes, from the bottom up. */
  readonly below: HTMLElement = newLayer();
  readonly above: HTMLElement = newLayer();
  readonly #editor: Editor;
  readonly #painter: ShapePainter;
  readonly #request: () => void;
  readonly #drafts: DraftLayer;
  readonly #stops: readonly (() => void)[];
  #selection: SelectionLayer | undefined;
  #peers: PeerLayer | undefined;
  #isLoading = false;
  #isClosed = false;

  /** @param request asks for a frame */
  constructor(editor: Editor, painter: ShapePainter, request: () => void) {
    this.#editor = editor;
    this.#painter = painter;
    this.#request = request;
    const drafts = newCanvas("drafts");
    const { shapes } = editor;
    this.#drafts = new DraftLayer(drafts, painter, {
      scene: boardScene(editor, painter),
      lookUp: (id) => shapes.get(id),
    });
    this.below.append(drafts);
    // Its code is loaded with the first use of the page, so it is mostly there before something is marked.
    const marking = attachWhen(
      () => {
        const { ids, lasso, guides, ties } = editor.selection;
        const isMarked = ids.value.size > 0 || guides.value.length > 0 || ties.value.length > 0;
        // The names of frames that peers move are marks, too.
        return isMarked || !!lasso.value || editor.activeTool.value === "select" || editor.peers.value.length > 0;
      },
      async () => {
        const { SelectionLayer } = await import("./selection/selection_layer.ts");
        return () => {
          this.#selection = new SelectionLayer(editor);
          this.above.prepend(this.#selection.element);
          request();
          return this.#selection;
        };
      },
    );
    this.#stops = [
      () => marking.close(),
      editor.drafts.onChange(request),
      effect(() => {
        const { ids, version, lasso, guides, ties, point } = editor.selection;
        void [ids.value, version.value, lasso.value, guides.value, ties.value, point.value];
        void [editor.activeTool.value, editor.writing.value, editor.cropping.value];
        request();
      }),
      effect(() => {
        void editor.settings.value.showsCursors;
        if (editor.peers.value.length > 0 && this.#peers === undefined) void this.#loadPeers();
        request();
      }),
    ];
  }

  /** The shapes that the board must not show, because these layers show them. The same set while its content is. */
  get hidden(): ReadonlySet<ShapeId> {
    return this.#peers?.hiddenWith(this.#drafts.hidden) ?? this.#drafts.hidden;
  }

  /** The offset of a board that the local user moves as a whole, board units. The board layer shows it. */
  get wholeBy(): Point | undefined {
    return this.#drafts.wholeBy;
  }

  /** Call before the board is painted. @returns true when another frame is needed */
  prepare(view: Region, now: number): boolean {
    const { drafts, shapes, grid } = this.#editor;
    // The points of the grid do not move, nor do shapes that peers move.
    const isAlone = !grid.peek() && (this.#peers?.drafts.size ?? 0) === 0;
    const isWhole = isAlone && isWholeCarried(drafts, shapes.count.peek());
    const isPicturing = this.#drafts.prepare(drafts, view, { isWhole });
    this.#peers?.prepare(view, now);
    return isPicturing;
  }

  /**
   * Call after the board is painted.
   *
   * @param how.ratio device pixels per CSS pixel
   * @param how.isShown the board shows the whole view at final quality
   * @returns true when another frame is needed
   */
  frame(view: Region, { ratio, theme, isShown, now }: {
    ratio: number;
    theme: Theme;
    isShown: boolean;
    now: number;
  }): boolean {
    const theirs = this.#peers?.drafts;
    this.#selection?.frame({ theirs, hidden: this.hidden }, view, { ratio, theme });
    const isMoving = this.#peers?.frame(view, { ratio, theme, isShown, now }) ?? false;
    const look = { theme, opacity: 1 };
    return this.#drafts.frame(this.#editor.drafts, view, { ratio, look, isShown, except: theirs?.ids }) || isMoving;
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#drafts.close();
    this.#peers?.close();
    this.below.remove();
    this.above.remove();
  }

  /** A failed attempt is repeated when the peers change. */
  async #loadPeers(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      const { PeerLayer } = await import("./peers/peer_layer.ts");
      if (this.#isClosed) return;
      this.#peers = new PeerLayer(this.#editor, this.#painter);
      this.below.prepend(this.#peers.below);
      this.above.append(this.#peers.above);
      this.#request();
    } catch {
      // Offline: peers are not visible then either.
    } finally {
      this.#isLoading = false;
    }
  }
}

function newLayer(): HTMLElement {
  const element = document.createElement("div");
  element.style.display = "contents";
  return element;
}
