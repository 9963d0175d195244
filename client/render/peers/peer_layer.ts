import { contourOf } from "../../../board/figure/contour.ts";
import { cornersOf, toBoard, type TurnedBox, uprightOf } from "../../../board/figure/point.ts";
import type { ShapeId } from "../../../board/id.ts";
import { hexOf, type Theme } from "../../../board/palette.ts";
import { hasPoints } from "../../../board/kinds/kinds.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Drafts } from "../../editor/shapes/drafts.ts";
import type { Editor } from "../../editor/editor.ts";
import type { Peer } from "../../editor/people/peer.ts";
import { PeerHands } from "../../editor/people/peer_selections.ts";
import { intersects } from "../../geometry/box.ts";
import { Approach } from "./smoothing.ts";
import { boardScene } from "../tiles/board_scene.ts";
import { CaretLayer } from "./caret_layer.ts";
import { DraftLayer } from "../selection/draft_layer.ts";
import { newCanvas } from "../layer_canvas.ts";
import { PresenceLayer } from "./presence_layer.ts";
import { clipAsideLabel } from "../paint/label_gap.ts";
import { LiveCanvas } from "../live_canvas.ts";
import { boxOf, type Region } from "../region.ts";
import type { ShapePainter } from "../paint/shape_painter.ts";
import { placesOf, traceLine } from "../paint/trace_line.ts";

/**
 * Line width, and gap between outline and shape, which keeps the outline apart from the shape's own line. CSS pixels.
 */
const LINE = 1.5;
const GAP = 3;
/** Limit on visible outlines. More of them would be too crowded to tell people apart. */
const OUTLINES_MAX = 200;

const NOBODY: readonly Peer[] = [];

/** Cursors, carets, selections and moved shapes of peers, before the moves are on the board. */
export class PeerLayer {
  /** Elements below and above the local drafts. */
  readonly below: HTMLElement = document.createElement("div");
  readonly above: HTMLElement = document.createElement("div");
  readonly #editor: Editor;
  readonly #hands: PeerHands;
  readonly #drafts: DraftLayer;
  readonly #outlines: LiveCanvas;
  readonly #carets: CaretLayer;
  readonly #presence: PresenceLayer;
  readonly #approach: Approach;
  #hidden: { mine: ReadonlySet<ShapeId>; theirs: ReadonlySet<ShapeId>; both: ReadonlySet<ShapeId> } | undefined;

  constructor(editor: Editor, painter: ShapePainter) {
    this.#editor = editor;
    this.#hands = new PeerHands(editor);
    const { shapes } = editor;
    const scene = boardScene(editor, painter);
    const drafts = newCanvas("peer-drafts"), outlines = newCanvas("peer-outlines");
    this.#drafts = new DraftLayer(drafts, painter, { scene, lookUp: (id) => shapes.get(id) });
    this.#outlines = new LiveCanvas(outlines, { isDirect: false });
    this.below.append(drafts, outlines);
    const media = matchMedia("(prefers-reduced-motion: reduce)");
    const reducedMotion = {
      get matches() {
        return media.matches || editor.settings.peek().motion === "less";
      },
    };
    this.#approach = new Approach(reducedMotion);
    this.#carets = new CaretLayer(editor);
    this.#presence = new PresenceLayer(reducedMotion);
    this.above.append(this.#carets.element, this.#presence.element);
  }

  /** The shapes that peers move, at their current position. */
  get drafts(): Drafts {
    return this.#hands.drafts;
  }

  /** Call before the board is painted. */
  prepare(view: Region, now: number): void {
    const peers = this.#editor.peers.peek();
    this.#hands.follow(peers);
    const { settings, theme } = this.#editor;
    this.#presence.follow(settings.peek().showsCursors ? peers : NOBODY, theme.peek());
    this.#approach.frame(now, (part) => this.#hands.advance(part));
    this.#drafts.prepare(this.#hands.drafts, view);
  }

  /**
   * The shapes that the board must not show: `mine` and those that this layer shows. The same set while its content is
   * the same.
   */
  hiddenWith(mine: ReadonlySet<ShapeId>): ReadonlySet<ShapeId> {
    const theirs = this.#drafts.hidden;
    if (theirs.size === 0) return mine;
    if (this.#hidden?.mine !== mine || this.#hidden.theirs !== theirs) {
      this.#hidden = { mine, theirs, both: mine.union(theirs) };
    }
    return this.#hidden.both;
  }

  /** Call after the board is painted. @returns true when another frame is needed */
  frame(
    view: Region,
    { ratio, theme, isShown, now }: { ratio: number; theme: Theme; isShown: boolean; now: number },
  ): boolean {
    const look = { theme, opacity: 1 };
    const isLeaving = this.#drafts.frame(this.#hands.drafts, view, { ratio, look, isShown });
    const within = boxOf(view);
    const seen = [...this.#hands.outlines()].filter(({ shape }) => intersects(uprightOf(shape), within));
    this.#outlines.begin(seen.length > 0 ? [view] : [], view, ratio);
    for (const { color, shape } of seen.slice(0, OUTLINES_MAX)) {
      this.#outlines.context.strokeStyle = hexOf(color, theme);
      this.#outline(shape, view, ratio);
    }
    const { drafts, shapes, camera } = this.#editor;
    this.#carets.frame(ratio, (id) => drafts.get(id) ?? this.drafts.get(id) ?? shapes.get(id));
    const isCursorMoving = this.#presence.frame(camera.state.peek(), camera.viewport.peek(), now);
    return isLeaving || isCursorMoving || this.#approach.isMoving;
  }

  close(): void {
    this.#drafts.close();
    this.#carets.close();
    this.#presence.close();
    this.below.remove();
    this.above.remove();
  }

  /** Outlines lines along their course and other shapes by their box. */
  #outline(shape: Shape, view: Region, ratio: number): void {
    const isOutlined = hasPoints(shape);
    const places = isOutlined
      ? placesOf(contourOf(shape).path.corners).map((own) => toBoard(shape, own))
      : cornersOf(around(shape, GAP * ratio / view.scale));
    const isCrisp = !isOutlined && (shape.angle ?? 0) === 0;
    const { context } = this.#outlines;
    context.save();
    clipAsideLabel(context, shape, view);
    traceLine(context, places, view, { width: LINE, ratio, isClosed: !isOutlined, isCrisp });
    context.stroke();
    context.restore();
  }
}

/** @param gap board units */
function around(shape: Shape, gap: number): TurnedBox {
  const { x, y, w, h, angle } = shape;
  const room = gap + ("width" in shape ? shape.width / 2 : 0);
  return { x: x - room, y: y - room, w: w + 2 * room, h: h + 2 * room, angle };
}
