import type { Point } from "../../../board/figure/point.ts";

/** Distances, CSS pixels: from the marker, and from the edges of the window. */
const GAP = 44;
const EDGE = { side: 8, top: 68, bottom: 72 };

interface Room {
  readonly card: { readonly width: number; readonly height: number };
  /** Where it may be; what a panel covers on the right is not part of it. */
  readonly view: { readonly width: number; readonly height: number };
}

/** The top left corner of a card beside its marker: on the right if there is room, else on the left. */
export function cardPlace({ x, y }: Point, { card, view }: Room): Point {
  const right = x + GAP, left = x - card.width - EDGE.side;
  const isRight = right + card.width + EDGE.side <= view.width || left < EDGE.side;
  return {
    x: clamp(isRight ? right : left, EDGE.side, view.width - card.width - EDGE.side),
    y: clamp(y - GAP, EDGE.top, view.height - card.height - EDGE.bottom),
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
