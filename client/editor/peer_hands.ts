import { inMotion, type Motion } from "../../board/figure/motion.ts";
import type { Place, TurnedBox } from "../../board/figure/place.ts";
import { type Held, readHeld } from "../../board/held.ts";
import type { ShapeId } from "../../board/id.ts";
import { COORDINATE_MAX } from "../../board/limits.ts";
import type { Color } from "../../board/palette.ts";
import type { FrameShape, Shape } from "../../board/shape.ts";
import { Drafts } from "./drafts.ts";
import type { Editor } from "./editor.ts";
import type { Peer } from "./peer.ts";

/** Shapes of all others together that are shown on their way; of a hand that has more only the outlines are. */
const SHOWN_MAX = 200;
/** Of a distance on the board, or of a size: nearer than this it is there, board units. */
const ARRIVED = 0.1;

/** What is selected by somebody else, to be outlined in their colour. */
export interface Outline {
  readonly color: Color;
  readonly shape: Shape;
}

/** One person's hand. */
interface Hand {
  readonly color: Color;
  readonly held: Held;
  /** What it moves, as it was when the gesture began: what is written at its end must not be moved once more. */
  readonly before: ReadonlyMap<ShapeId, Shape>;
  /** Where that is shown. */
  at: Motion | undefined;
}

/** What others have selected, and move before it is so on the board. */
export class PeerHands {
  /** What they move, where it is now. */
  readonly drafts: Drafts;
  readonly #editor: Pick<Editor, "shapes" | "drafts" | "writing">;
  readonly #hands = new Map<number, Hand>();
  #peers: readonly Peer[] = [];

  constructor(editor: Pick<Editor, "shapes" | "drafts" | "writing">) {
    this.#editor = editor;
    this.drafts = new Drafts(editor.shapes);
  }

  /** Hears what they told. The same array is heard once. */
  follow(peers: readonly Peer[]): void {
    if (peers === this.#peers) return;
    this.#peers = peers;
    const gone = new Set(this.#hands.keys());
    for (const { id, user, held: sent } of peers) {
      const held = readHeld(sent);
      if (held === undefined) continue;
      gone.delete(id);
      const last = this.#hands.get(id);
      const goesOn = held.motion !== undefined && held.gesture === last?.held.gesture &&
        held.motion.kind === last?.held.motion?.kind;
      const { before, at } = goesOn ? last! : { before: this.#before(held), at: held.motion };
      this.#hands.set(id, { color: user.color, held, before, at });
    }
    for (const id of gone) this.#hands.delete(id);
  }

  /**
   * Goes on towards what was heard last.
   *
   * @param part of the way that is left, 0…1
   * @returns true while there is some way to go
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
        const there = this.#isFree(shape.id) ? this.#moved(shape, hand.at) : undefined;
        if (there) shown.push(there);
      }
    }
    this.drafts.show(shown);
    return isMoving;
  }

  /** What is selected, where it is shown. */
  *outlines(): Generator<Outline> {
    for (const { color, held, before, at } of this.#hands.values()) {
      const all = held.shapes.map((id) => before.get(id) ?? this.#editor.shapes.get(id));
      if (held.box) all.push(frameOf(held.box));
      for (const shape of all) {
        const there = shape && (this.drafts.get(shape.id) ?? (at ? this.#moved(shape, at) : shape));
        if (there) yield { color, shape: there };
      }
    }
  }

  /** What is moved with what is held. */
  #before({ shapes: ids, motion }: Held): ReadonlyMap<ShapeId, Shape> {
    if (motion === undefined) return new Map();
    const { shapes } = this.#editor;
    // A frame is made larger without what it carries.
    const all = motion.kind === "scale" ? ids : shapes.frames.withContents(ids);
    return new Map([...all].flatMap((id) => {
      const shape = shapes.get(id);
      return shape && !shape.locked ? [[id, shape]] : [];
    }));
  }

  /** What I hold myself is where I have it, and what was deleted is gone. */
  #isFree(id: ShapeId): boolean {
    const { shapes, drafts, writing } = this.#editor;
    return shapes.get(id) !== undefined && !drafts.ids.has(id) && writing.peek()?.id !== id;
  }

  /** Undefined where it could not be on the board. */
  #moved(shape: Shape, motion: Motion): Shape | undefined {
    const { shapes } = this.#editor;
    const moved = inMotion(shape, motion, (id) => {
      const target = shapes.get(id);
      return target !== undefined && target.kind !== "arrow";
    });
    return moved.w <= COORDINATE_MAX && moved.h <= COORDINATE_MAX ? moved : undefined;
  }
}

/** Several are outlined as one frame is. */
function frameOf(box: TurnedBox): FrameShape {
  return { id: "", kind: "frame", name: "", order: "a0", ...box };
}

/** On the way from one motion to another of the same kind. @param part 0…1 */
function onTheWay(from: Motion, to: Motion, part: number): Motion {
  const between = (a: number, b: number) => a + (b - a) * part;
  const place = (a: Place, b: Place) => ({ x: between(a.x, b.x), y: between(a.y, b.y) });
  if (from.kind === "move" && to.kind === "move") return { ...to, by: place(from.by, to.by) };
  if (from.kind === "turn" && to.kind === "turn") {
    // Half a turn one way and half a turn the other way are the same: the short way counts.
    const by = to.angle - from.angle;
    return { ...to, angle: from.angle + Math.atan2(Math.sin(by), Math.cos(by)) * part };
  }
  if (from.kind === "scale" && to.kind === "scale") {
    return { ...to, by: { ...place(from.by, to.by), about: place(from.by.about, to.by.about) } };
  }
  return to;
}

function isNear(way: Motion, to: Motion): boolean {
  const near = (a: Place, b: Place, distance: number) => Math.hypot(a.x - b.x, a.y - b.y) < distance;
  if (way.kind === "move" && to.kind === "move") return near(way.by, to.by, ARRIVED);
  if (way.kind === "turn" && to.kind === "turn") return Math.abs(Math.sin((way.angle - to.angle) / 2)) < ARRIVED / 100;
  if (way.kind === "scale" && to.kind === "scale") {
    return near(way.by, to.by, ARRIVED / 100) && near(way.by.about, to.by.about, ARRIVED);
  }
  return true;
}
