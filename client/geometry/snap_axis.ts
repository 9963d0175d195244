/** A box projected on one axis: lo–hi along the axis and from–to across it. */
export interface Span {
  readonly lo: number;
  readonly hi: number;
  readonly from: number;
  readonly to: number;
}

/** The positions of a span that snap to those of others: its ends and its middle. */
export type Mark = "lo" | "mid" | "hi";

/** A line at a position on one axis, from–to on the other. */
export interface Line {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Positions closer than this are equal, board units. */
const SAME = 0.01;

/** Snapping along one axis. */
export class SnapAxis {
  readonly #spans: readonly Span[];
  /** Ends and middles of all spans, sorted, and the spans that they belong to. */
  readonly #places: Float64Array;
  readonly #owners: readonly Span[];

  constructor(spans: readonly Span[]) {
    this.#spans = spans;
    const places = spans.flatMap((span) => [[span.lo, span], [placeOf(span, "mid"), span], [span.hi, span]] as const);
    places.sort(([a], [b]) => a - b);
    this.#places = Float64Array.from(places, ([place]) => place);
    this.#owners = places.map(([, span]) => span);
  }

  /** The offset that aligns one of the span's marks with a position; undefined when none is in reach. */
  pull(span: Span, marks: readonly Mark[], reach: number): number | undefined {
    let best: number | undefined;
    for (const mark of marks) {
      const at = placeOf(span, mark);
      const i = this.#firstFrom(at);
      for (const place of [this.#places[i - 1], this.#places[i]]) {
        if (place !== undefined && Math.abs(place - at) <= Math.abs(best ?? reach)) best = place - at;
      }
    }
    return best;
  }

  /** The offset that makes the gap beside the span equal to the one on its other side or to the next gap in the row. */
  pullToGap(span: Span, reach: number): number | undefined {
    const { before, after, size } = this.#around(span);
    const targets: number[] = [];
    if (before && after) targets.push((before.hi + after.lo - size) / 2);
    const next = before && this.#nearest(before, "before");
    if (before && next) targets.push(before.hi + before.lo - next.hi);
    const last = after && this.#nearest(after, "after");
    if (after && last) targets.push(after.lo - (last.lo - after.hi) - size);
    let best: number | undefined;
    for (const target of targets) {
      if (Math.abs(target - span.lo) <= Math.abs(best ?? reach)) best = target - span.lo;
    }
    return best;
  }

  /** The alignment lines through the marks of the span that coincide with other marks. */
  lines(span: Span, marks: readonly Mark[]): Line[] {
    const lines: Line[] = [];
    for (const mark of marks) {
      const at = placeOf(span, mark);
      let { from, to } = span;
      let isShown = false;
      for (let i = this.#firstFrom(at - SAME); this.#places[i] <= at + SAME; i++) {
        from = Math.min(from, this.#owners[i].from);
        to = Math.max(to, this.#owners[i].to);
        isShown = true;
      }
      if (isShown) lines.push({ at, from, to });
    }
    return lines;
  }

  /** The equal gaps beside the span: its own gap and the one that it equals. */
  gaps(span: Span): Line[] {
    const { before, after } = this.#around(span);
    const next = before && this.#nearest(before, "before");
    const last = after && this.#nearest(after, "after");
    const own = [before && gap(before, span), after && gap(span, after)];
    const other = [next && gap(next, before), last && gap(after, last)];
    const [left, right] = own, [further, beyond] = other;
    const shown = new Set<Line>();
    for (const [a, b] of [[left, right], [left, further], [right, beyond]]) {
      if (a && b && Math.abs(a.to - a.from - (b.to - b.from)) < 2 * SAME) shown.add(a).add(b);
    }
    return [...shown];
  }

  #around(span: Span): { before: Span | undefined; after: Span | undefined; size: number } {
    return {
      before: this.#nearest(span, "before"),
      after: this.#nearest(span, "after"),
      size: span.hi - span.lo,
    };
  }

  /** The nearest span in the same row. */
  #nearest(span: Span, side: "before" | "after"): Span | undefined {
    let found: Span | undefined;
    for (const other of this.#spans) {
      if (other.from >= span.to || other.to <= span.from) continue;
      if (side === "before" && other.hi <= span.lo && (found === undefined || other.hi > found.hi)) found = other;
      if (side === "after" && other.lo >= span.hi && (found === undefined || other.lo < found.lo)) found = other;
    }
    return found;
  }

  /** The index of the first position ≥ `at` (binary search). */
  #firstFrom(at: number): number {
    let low = 0, high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#places[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function placeOf({ lo, hi }: Span, mark: Mark): number {
  return mark === "lo" ? lo : mark === "hi" ? hi : (lo + hi) / 2;
}

/** The gap between two spans. */
function gap(a: Span, b: Span): Line {
  return { at: (Math.max(a.from, b.from) + Math.min(a.to, b.to)) / 2, from: a.hi, to: b.lo };
}
