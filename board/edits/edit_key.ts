import { isShapeId, type ShapeId } from "../id.ts";

/** The key of a property of a shape in the map `edits`. */
export function editKey(id: ShapeId, property: string): string {
  return `${id}/${property}`;
}

/** The shape and property of a key; undefined for keys that this version does not understand. */
export function parseEditKey(key: string): { id: ShapeId; property: string } | undefined {
  const slash = key.indexOf("/");
  const id = key.slice(0, slash);
  return slash > 0 && isShapeId(id) ? { id, property: key.slice(slash + 1) } : undefined;
}
