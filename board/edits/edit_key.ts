import { isShapeId, type ShapeId } from "../id.ts";

/** Names a property of a shape, as the keys of the map `edits` do. */
export function editKey(id: ShapeId, property: string): string {
  return `${id}/${property}`;
}

/** Which shape and property an edit's key names; undefined for keys this version does not understand. */
export function parseEditKey(key: string): { id: ShapeId; property: string } | undefined {
  const slash = key.indexOf("/");
  const id = key.slice(0, slash);
  return slash > 0 && isShapeId(id) ? { id, property: key.slice(slash + 1) } : undefined;
}
