import type { ShapeId } from "../../../board/id.ts";
import { bendOf } from "../../../board/figure/bend.ts";
import { uprightOf } from "../../../board/figure/place.ts";
import type { ArrowEnd, Shape } from "../../../board/shape.ts";
import { union } from "../../geometry/box.ts";
import type { Changes } from "../writer.ts";

/** Mirrors shapes about the middle of their common box: each is mirrored itself, and goes to the other side. */
export function flipped(shapes: readonly Shape[], direction: "across" | "down"): Changes {
  if (shapes.length === 0) return new Map();
  const { minX, minY, maxX, maxY } = shapes.map(uprightOf).reduce(union);
  const isAcross = direction === "across";
  const mirrored = (at: number) => (isAcross ? minX + maxX : minY + maxY) - at;
  return new Map(shapes.map((shape): [ShapeId, Readonly<Record<string, unknown>>] => {
    const { id, x, y, w, h, angle } = shape;
    if (shape.kind === "arrow") return [id, flippedEnds(shape.start, shape.end, bendOf(shape))];
    const place = isAcross ? { x: mirrored(x + w) } : { y: mirrored(y + h) };
    return [id, { ...place, ...(angle && { angle: -angle }), ...flippedSelf(shape, isAcross) }];
  }));

  function flippedEnds(start: ArrowEnd, end: ArrowEnd, bend: number) {
    const there = ({ x, y }: ArrowEnd) => isAcross ? { x: mirrored(x), y } : { x, y: mirrored(y) };
    return {
      ...(start.to === undefined && { start: there(start) }),
      ...(end.to === undefined && { end: there(end) }),
      ...(bend !== 0 && { bend: -bend }),
    };
  }
}

/** Text and forms that look the same from behind stay as they are. */
function flippedSelf(shape: Shape, isAcross: boolean): Record<string, unknown> {
  if (shape.kind === "line") return { points: mirroredPoints(shape.points, isAcross) };
  return {};
}

function mirroredPoints(points: readonly number[], isAcross: boolean): number[] {
  const offset = isAcross ? 0 : 1;
  const far = Math.max(...points.filter((_, i) => i % 2 === offset));
  return points.map((value, i) => i % 2 === offset ? far - value : value);
}
