import type { Clock } from "../../../board/clock.ts";
import { LIVE_STROKES_PER_AUTHOR_MAX } from "../../../board/limits.ts";
import type { StrokeNews } from "../../../board/wire/live_stroke.ts";

/** Entries of one stroke that wait for an earlier one: a second of drawing. */
const WAITING_MAX = 64;
/** Entries of one stroke that the server has not brought yet: half a minute of drawing. Later ones are not accepted. */
const EARLY_MAX = 2_000;
/** A stroke is forgotten after this long without an entry, ms. Late entries of a finished stroke come sooner. */
const SILENCE_MS = 10_000;

interface Stroke {
  readonly author: number;
  /** Number of entries shown. They were the first ones. */
  shown: number;
  /** Entries from the direct connection whose predecessors are missing, by number. */
  readonly waiting: Map<number, StrokeNews>;
  /** Entries from the direct connection that the server has not brought yet, in the order of their numbers. */
  early: { readonly number: number; readonly content: string }[];
  heard: number;
}

/**
 * Shows each entry of live ink once and in order, although it arrives both from the server and over a direct
 * connection. The server brings them in order and perhaps leaves some out. A direct connection numbers them; it may lose
 * and reorder them.
 */
export class InkOrder {
  readonly #show: (news: StrokeNews) => void;
  readonly #clock: Clock;
  readonly #strokes = new Map<string, Stroke>();

  constructor(show: (news: StrokeNews) => void, clock: Clock) {
    this.#show = show;
    this.#clock = clock;
  }

  /** An entry from the server, of an author with a direct connection. */
  hearServer(news: StrokeNews): void {
    const stroke = this.#find(news);
    if (stroke === undefined) return this.#show(news);
    const content = contentOf(news);
    const match = stroke.early.find((early) => early.content === content);
    // An entry that did not come directly is the next one: all before it were shown.
    if (match === undefined) return this.#showNext(stroke, news);
    // What the server left out does not come any more.
    stroke.early = stroke.early.filter(({ number }) => number > match.number);
    if (match.number < stroke.shown) return;
    for (const number of [...stroke.waiting.keys()].sort((a, b) => a - b)) {
      if (number <= match.number) this.#take(stroke, number);
    }
    stroke.shown = match.number + 1;
    this.#showWaiting(stroke);
  }

  /** An entry from the direct connection of its author. */
  hearPeer(number: number, news: StrokeNews): void {
    const stroke = this.#find(news);
    if (stroke === undefined || number < stroke.shown || stroke.waiting.has(number)) return;
    if (stroke.early.length >= EARLY_MAX) return;
    const isNext = number === stroke.shown;
    if (!isNext && stroke.waiting.size >= WAITING_MAX) return;
    stroke.early.push({ number, content: contentOf(news) });
    if (isNext) this.#showNext(stroke, news);
    else stroke.waiting.set(number, news);
  }

  /** True when entries of this stroke came directly, and the server may still bring them. */
  knows(news: StrokeNews): boolean {
    return this.#strokes.has(keyOf(news));
  }

  #showNext(stroke: Stroke, news: StrokeNews): void {
    stroke.shown++;
    stroke.waiting.delete(stroke.shown - 1);
    this.#show(news);
    this.#showWaiting(stroke);
  }

  #showWaiting(stroke: Stroke): void {
    while (this.#take(stroke, stroke.shown)) stroke.shown++;
  }

  #take(stroke: Stroke, number: number): boolean {
    const news = stroke.waiting.get(number);
    if (news === undefined) return false;
    stroke.waiting.delete(number);
    this.#show(news);
    return true;
  }

  /** @returns the stroke that the entry belongs to; undefined when its author has too many strokes */
  #find(news: StrokeNews): Stroke | undefined {
    const { author } = news, key = keyOf(news), now = this.#clock.now();
    let stroke = this.#strokes.get(key);
    if (stroke === undefined) {
      let count = 0;
      for (const [other, { author: its, heard }] of this.#strokes) {
        if (heard < now - SILENCE_MS) this.#strokes.delete(other);
        else if (its === author) count++;
      }
      // Strokes are remembered for a while after their end.
      if (count >= 4 * LIVE_STROKES_PER_AUTHOR_MAX) return undefined;
      this.#strokes.set(key, stroke = { author, shown: 0, waiting: new Map(), early: [], heard: now });
    }
    stroke.heard = now;
    return stroke;
  }
}

function keyOf({ author, stroke }: StrokeNews): string {
  return `${author} ${stroke}`;
}

/** Equal for the same entry, whichever way it came. */
function contentOf({ phase, x, y, samples }: StrokeNews): string {
  return `${phase} ${x} ${y} ${samples?.points.join() ?? ""}`;
}
