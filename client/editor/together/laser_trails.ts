import type { Point } from "../../../board/figure/point.ts";
import type { Color } from "../../../board/palette.ts";
import { LASER_POINTS_MAX } from "../../../board/wire/together_presence.ts";
import type { Peer } from "../people/peer.ts";
import { togetherOf } from "./company.ts";

/** A point of the laser pointer disappears after this, ms. */
export const TRAIL_MS = 1_600;
/** Time between two points that others receive, ms. */
export const POINT_MS = 25;
/** Trails, and points of one trail: far more than people draw before they fade. A hidden page shows no frame. */
const TRAILS_MAX = 200;
const POINTS_MAX = 2_000;

export interface TrailPoint extends Point {
  /** When it was pointed at, ms of a steady clock. */
  readonly at: number;
}

/** One stroke of a laser pointer, which fades from its beginning. */
export interface Trail {
  readonly color: Color;
  readonly points: TrailPoint[];
}

/** The strokes of all laser pointers that are still seen. */
export class LaserTrails {
  readonly #trails = new Map<string, Trail>();
  /** The last point of each person that was shown. */
  readonly #known = new Map<number, { readonly stroke: number; readonly last: number }>();

  /** Adds what peers point at. Who is seen for the first time may have pointed long ago, so that is not shown. */
  follow(peers: readonly Peer[], now: number): readonly { readonly name: string; readonly at: Point }[] {
    const begun: { name: string; at: Point }[] = [];
    const here = new Set(peers.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!here.has(id)) this.#known.delete(id);
    for (const peer of peers) {
      const { id, user } = peer, { laser } = togetherOf(peer);
      const known = this.#known.get(id);
      if (laser === undefined) {
        if (known === undefined) this.#known.set(id, NOWHERE);
        continue;
      }
      if (known?.stroke === laser.stroke && known.last >= laser.last) continue;
      this.#known.set(id, laser);
      if (known === undefined) continue;
      const isSame = known.stroke === laser.stroke;
      const count = Math.min(laser.points.length / 2, isSame ? laser.last - known.last : LASER_POINTS_MAX);
      if (!isSame) begun.push({ name: user.name, at: { x: laser.points[0], y: laser.points[1] } });
      const trail = this.#trailOf(`${id} ${laser.stroke}`, user.color);
      for (let left = count; left > 0; left--) {
        const i = laser.points.length - 2 * left;
        trail.points.push({ x: laser.points[i], y: laser.points[i + 1], at: now - (left - 1) * POINT_MS });
      }
    }
    return begun;
  }

  /** Adds a point of the local user. */
  add(stroke: number, { x, y }: Point, color: Color, now: number): void {
    this.#trailOf(`mine ${stroke}`, color).points.push({ x, y, at: now });
  }

  /** Forgets points that have faded. @returns the trails that are left */
  at(now: number): readonly Trail[] {
    for (const [key, { points }] of this.#trails) {
      const fresh = points.findIndex(({ at }) => now - at < TRAIL_MS);
      if (fresh < 0) this.#trails.delete(key);
      else points.splice(0, fresh);
    }
    return [...this.#trails.values()];
  }

  #trailOf(key: string, color: Color): Trail {
    let trail = this.#trails.get(key);
    if (trail === undefined) this.#trails.set(key, trail = { color, points: [] });
    if (trail.points.length > POINTS_MAX) trail.points.splice(0, POINTS_MAX / 2);
    if (this.#trails.size > TRAILS_MAX) this.#trails.delete(this.#trails.keys().next().value!);
    return trail;
  }
}

const NOWHERE = { stroke: -1, last: -1 };
