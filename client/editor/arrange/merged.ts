import type { ShapeId } from "../../../board/id.ts";
import type { Changes } from "../shapes/shape_writer.ts";

/** @returns all changes combined; of two changes of one property, the later one wins */
export function merged(parts: readonly Changes[]): Changes {
  const all = new Map<ShapeId, Record<string, unknown>>();
  for (const part of parts) for (const [id, change] of part) all.set(id, { ...all.get(id), ...change });
  return all;
}
