import type { ShapeId } from "../../../board/id.ts";
import { STRIDE } from "../../../board/ink.ts";
import { LIVE_STROKES_PER_AUTHOR_MAX, STROKE_SAMPLES_MAX } from "../../../board/limits.ts";
import type { Nib } from "../../../board/shape.ts";
import type { Paint } from "../../../board/style.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";

/** A stroke in progress, of the local user or a peer. Plain fields, since it changes at pointer rate. */
export interface LiveStroke {
  readonly id: ShapeId;
  /** Awareness id of the author; undefined for the local user. */
  readonly author: number | undefined;
  readonly nib: Nib;
  readonly color: Paint;
  /** Board units. */
  readonly width: number;
  readonly pressure: boolean;
  /** x, y (absolute, board units) and pressure of each sample. */
  readonly points: number[];
  /** True once the pen was lifted. The stroke stays until the finished shape with the same id is on the board. */
  lifted: boolean;
  /** Time of the last message, ms of `performance.now()`. */
  heard: number;
}

/**
 * Time without a message after which a peer's stroke is dropped, ms. Covers lifted strokes whose shape never arrives.
 */
const SILENCE_MS = 10_000;

/** All strokes in progress. */
export class LiveStrokes {
  readonly #strokes = new Map<ShapeId, LiveStroke>();
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  all(): IterableIterator<LiveStroke> {
    return this.#strokes.values();
  }

  get(id: ShapeId): LiveStroke | undefined {
    return this.#strokes.get(id);
  }

  get size(): number {
    return this.#strokes.size;
  }

  begin(stroke: Omit<LiveStroke, "heard" | "lifted">): LiveStroke {
    const live = { ...stroke, lifted: false, heard: this.#now() };
    this.#strokes.set(stroke.id, live);
    this.changed();
    return live;
  }

  /** Removes a stroke that was finished (its shape is on the board) or cancelled. */
  end(id: ShapeId): void {
    if (this.#strokes.delete(id)) this.changed();
  }

  endOf(author: number): void {
    for (const stroke of this.#strokes.values()) if (stroke.author === author) this.end(stroke.id);
  }

  /** Applies a peer's message. `isFinished` tells whether a stroke is on the board already, as messages may be late. */
  hear(news: StrokeNews, isFinished: (id: ShapeId) => boolean): void {
    const known = this.#strokes.get(news.stroke);
    if (known && known.author !== news.author) return;
    if (news.phase === "cancelled" || isFinished(news.stroke)) return this.end(news.stroke);
    if (known === undefined && this.#countOf(news.author) >= LIVE_STROKES_PER_AUTHOR_MAX) return;
    const { author, nib, color, width, samples } = news;
    const stroke = known ??
      this.begin({ id: news.stroke, author, nib, color, width, pressure: samples?.pressure ?? false, points: [] });
    stroke.heard = this.#now();
    if (news.phase === "lifted") stroke.lifted = true;
    if (samples) {
      // The first sample repeats the last one received.
      const from = stroke.points.length === 0 ? 0 : STRIDE;
      const end = Math.min(samples.points.length, from + STROKE_SAMPLES_MAX * STRIDE - stroke.points.length);
      for (let i = from; i < end; i += STRIDE) {
        stroke.points.push(news.x + samples.points[i], news.y + samples.points[i + 1], samples.points[i + 2]);
      }
    }
    this.changed();
  }

  #countOf(author: number): number {
    let count = 0;
    for (const stroke of this.#strokes.values()) if (stroke.author === author) count++;
    return count;
  }

  /** Drops peers' strokes that have received no message for `SILENCE_MS`. */
  expire(): void {
    const oldest = this.#now() - SILENCE_MS;
    for (const stroke of this.#strokes.values()) {
      if (stroke.author !== undefined && stroke.heard < oldest) this.end(stroke.id);
    }
  }

  /** Notifies listeners. Callers that add samples in place call it too. */
  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** @returns a function that ends the subscription */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
