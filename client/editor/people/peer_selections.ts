import { isContainer, isTarget } from "../../../board/kinds/kinds.ts";
import { copiesOf } from "../../../board/copies.ts";
import { isNear, onTheWay } from "../../../board/figure/between.ts";
import { inMotion, type Motion } from "../../../board/figure/motion.ts";
import type { TurnedBox } from "../../../board/figure/point.ts";
import { withGesture } from "../../../board/figure/transform.ts";
import { readSelectionPresence, type SelectionPresence } from "../../../board/wire/selection_presence.ts";
import type { ShapeId } from "../../../board/id.ts";
import { COORDINATE_MAX } from "../../../board/limits.ts";
import { comparePaint } from "../../../board/order.ts";
import type { Color } from "../../../board/palette.ts";
import type { FrameShape, Shape } from "../../../board/shape.ts";
import { Drafts } from "../shapes/drafts.ts";
import type { Editor } from "../editor.ts";
import type { Peer } from "./peer.ts";

/** Maximum of peers' shapes shown in motion, over all peers. Beyond it, only outlines are shown. */
const SHOWN_MAX = 200;

/** A shape that a peer has selected, outlined in their colour. */
export interface Outline {
  readonly color: Color;
  readonly shape: Shape;
}

/** One peer's selection and motion. */
interface Hand {
  readonly color: Color;
  readonly held: SelectionPresence;
  /**
   * The moving shapes as they were when the gesture began, so that the final write is not moved a second time. Moving
   * copies are keyed by the id of their source and have new ids that exist nowhere else.
   */
  readonly before: ReadonlyMap<ShapeId, Shape>;
  /** The ids of the moving shapes. */
  readonly ids: ReadonlySet<ShapeId>;
  /** The motion shown now, which follows `held.motion`. */
  at: Motion | undefined;
}

/** Peers' selections, and their motions before they are on the board. */
export class PeerHands {
  /**
   * Peers' moving shapes at their current position, and the arrows tied to them. Such an arrow is shown only here, even
   * if the local user moves its other end.
   */
  readonly drafts: Drafts;
  readonly #editor: Pick<Editor, "shapes" | "drafts" | "writing" | "newShapeId">;
  readonly #hands = new Map<number, Hand>();
  #peers: readonly Peer[] = [];

  constructor(editor: Pick<Editor, "shapes" | "drafts" | "writing" | "newShapeId">) {
    this.#editor = editor;
    const { shapes, drafts } = editor;
    // Looks up local drafts first, so that an arrow between a local and a peer's moving shape follows both.
    this.drafts = new Drafts({ get: (id) => drafts.get(id) ?? shapes.get(id), tiedTo: (ids) => shapes.tiedTo(ids) });
  }

  /** Reads the peers' reported selections. Returns at once when the array is the same as before. */
  follow(peers: readonly Peer[]): void {
    if (peers === this.#peers) return;
    this.#peers = peers;
    const gone = new Set(this.#hands.keys());
    for (const { id, user, held: sent } of peers) {
      const held = readSelectionPresence(sent);
      if (held === undefined) continue;
      gone.delete(id);
      const last = this.#hands.get(id);
      const goesOn = held.motion !== undefined && held.gesture === last?.held.gesture &&
        held.motion.kind === last?.held.motion?.kind && areCopies(held.motion) === areCopies(last?.held.motion);
      const { before, ids, at } = goesOn ? last! : this.#begin(held);
      this.#hands.set(id, { color: user.color, held, before, ids, at });
    }
    for (const id of gone) this.#hands.delete(id);
  }

  /**
   * Moves the shown motions towards the reported ones.
   *
   * @param part fraction of the remaining way, 0…1
   * @returns true while a motion has not arrived
   */
  advance(part: number): boolean {
    let isMoving = false;
    const shown: Shape[] = [];
    for (const hand of this.#hands.values()) {
      const { motion } = hand.held;
      if (motion === undefined) continue;
      const way = onTheWay(hand.at ?? motion, motion, part);
      hand.at = isNear(way, motion) ? motion : way;
      if (hand.at !== motion) isMoving = true;
      if (shown.length + hand.before.size > SHOWN_MAX) continue;
      for (const shape of hand.before.values()) {
        const there = areCopies(motion) || this.#isFree(shape.id) ? this.#moved(shape, hand.at, hand) : undefined;
        if (there) shown.push(there);
      }
    }
    this.drafts.show(shown);
    return isMoving;
  }

  /** Peers' selected shapes at the position where they are shown. */
  *outlines(): Generator<Outline> {
    for (const hand of this.#hands.values()) {
      const { color, held, before, at } = hand;
      const all = held.shapes.map((id) => before.get(id) ?? this.#editor.shapes.get(id));
      if (held.box) all.push(frameOf(held.box));
      for (const shape of all) {
        const there = shape && (this.drafts.get(shape.id) ?? (at ? this.#moved(shape, at, hand) : this.#mine(shape)));
        if (there) yield { color, shape: there };
      }
    }
  }

  #begin(held: SelectionPresence): Pick<Hand, "before" | "ids" | "at"> {
    const before = this.#before(held);
    return { before, ids: new Set([...before.values()].map(({ id }) => id)), at: held.motion };
  }

  /** The shapes that a motion moves, keyed by id. */
  #before({ shapes: ids, motion }: SelectionPresence): ReadonlyMap<ShapeId, Shape> {
    if (motion === undefined) return new Map();
    const { shapes } = this.#editor;
    // Scaling a frame does not scale its contents.
    const all = motion.kind === "scale" ? ids : shapes.frames.withContents(ids);
    const free = [...all].map((id) => shapes.get(id)).filter((shape) =>
      shape !== undefined && !shape.locked
    ) as Shape[];
    // In the order in which copies are created.
    const sources = free.sort(comparePaint);
    const moving = areCopies(motion) ? this.#copiesOf(sources) : sources;
    return new Map(sources.map(({ id }, i) => [id, moving[i]]));
  }

  #copiesOf(shapes: readonly Shape[]): Shape[] {
    const { newShapeId, shapes: table } = this.#editor;
    const hasFrame = (id: ShapeId) => isContainer(table.get(id));
    return copiesOf(shapes, { newId: newShapeId, above: table.topOrder, dx: 0, dy: 0, hasFrame });
  }

  #mine(shape: Shape): Shape {
    return this.#editor.drafts.get(shape.id) ?? shape;
  }

  /** False for shapes that the local user holds or edits, and for deleted ones. */
  #isFree(id: ShapeId): boolean {
    const { shapes, drafts, writing } = this.#editor;
    return shapes.get(id) !== undefined && !drafts.ids.has(id) && writing.peek()?.id !== id;
  }

  /** Undefined when the result would exceed the board's limits. */
  #moved(shape: Shape, motion: Motion, { ids }: Pick<Hand, "ids">): Shape | undefined {
    const { shapes } = this.#editor;
    const moved = inMotion(shape, motion, (id) => {
      const target = shapes.get(id);
      return target ? isTarget(target) : ids.has(id);
    });
    if (moved.w > COORDINATE_MAX || moved.h > COORDINATE_MAX) return undefined;
    return withGesture(shapes.get(shape.id) ?? shape, shape, moved);
  }
}

/** A box around several shapes, as a frame so that it is outlined like one. */
function frameOf(box: TurnedBox): FrameShape {
  return { id: "", kind: "frame", name: "", order: "a0", ...box };
}

function areCopies(motion: Motion | undefined): boolean {
  return motion?.kind === "move" && motion.copies === true;
}
