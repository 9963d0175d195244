import { type Box, height, union, width } from "../../geometry/box.ts";
import type { Changes } from "../shapes/shape_writer.ts";
import { merged } from "./merged.ts";
import type { Unit } from "./units.ts";

export const EDGES = ["left", "center", "right", "top", "middle", "bottom"] as const;

export type Edge = typeof EDGES[number];

/** Aligns one edge of all units, or their middles, with that of their common box. */
export function aligned(units: readonly Unit[], edge: Edge): Changes {
  const all = boxOf(units);
  return all === undefined ? new Map() : merged(units.map(({ box, moved }) => {
    switch (edge) {
      case "left":
        return moved(all.minX - box.minX, 0);
      case "center":
        return moved((all.minX + all.maxX - box.minX - box.maxX) / 2, 0);
      case "right":
        return moved(all.maxX - box.maxX, 0);
      case "top":
        return moved(0, all.minY - box.minY);
      case "middle":
        return moved(0, (all.minY + all.maxY - box.minY - box.maxY) / 2);
      case "bottom":
        return moved(0, all.maxY - box.maxY);
    }
  }));
}

/** Makes the gaps between neighbours equal. The outermost units stay in place. */
export function distributed(units: readonly Unit[], direction: "across" | "down"): Changes {
  const [min, max, size] = direction === "across"
    ? ["minX", "maxX", width] as const
    : ["minY", "maxY", height] as const;
  const all = boxOf(units);
  if (all === undefined || units.length < 3) return new Map();
  const sorted = [...units].sort((a, b) => a.box[min] + a.box[max] - b.box[min] - b.box[max]);
  const used = units.reduce((sum, { box }) => sum + size(box), 0);
  const gap = (size(all) - used) / (units.length - 1);
  let at = all[min];
  return merged(sorted.map(({ box, moved }) => {
    const by = at - box[min];
    at += size(box) + gap;
    return direction === "across" ? moved(by, 0) : moved(0, by);
  }));
}

function boxOf(units: readonly Unit[]): Box | undefined {
  return units.reduce<Box | undefined>((all, { box }) => union(all, box), undefined);
}
