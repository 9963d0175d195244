import { isShapeId } from "./id.ts";
import { findKind, kindOf } from "./kinds/kinds.ts";
import type { Shape } from "./shape.ts";

/** The properties of a kind; none for a kind that this version does not know. */
export function* propertiesOf(kind: unknown): Generator<string> {
  const known = findKind(kind);
  if (known === undefined) return;
  yield* known.needed.keys();
  yield* known.optional.keys();
}

export function isPropertyOf(kind: unknown, name: string): boolean {
  const known = findKind(kind);
  return known !== undefined && (known.needed.has(name) || known.optional.has(name));
}

/** Whether a foreign value is valid for a property of this kind. False when the kind has no such property. */
export function isValueOf(kind: unknown, name: string, value: unknown): boolean {
  const known = findKind(kind);
  const isValid = known?.needed.get(name) ?? known?.optional.get(name);
  return isValid?.(value) ?? false;
}

/**
 * Applies an edit to one property of a shape that was read before, in place.
 *
 * @returns false when the edit is missing or invalid; then the record counts, see `returnProperty`
 */
export function takeEdit(shape: Shape, property: string, edit: unknown): boolean {
  if (edit === undefined || !isValueOf(shape.kind, property, edit)) return false;
  (shape as unknown as Record<string, unknown>)[property] = edit;
  return true;
}

/**
 * Resets a property of a shape that was read before to the value in its record, in place. Deletes an optional property
 * that an edit removed.
 *
 * @param from.edit the edit in the document, which `takeEdit` rejected; undefined when there is none
 */
export function returnProperty(
  shape: Shape,
  property: string,
  { edit, record }: { edit: unknown; record: unknown },
): void {
  const known = kindOf(shape);
  const isValid = known.needed.get(property) ?? known.optional.get(property);
  if (isValid === undefined) return;
  const target = shape as unknown as Record<string, unknown>, source = record as Record<string, unknown>;
  const isTaken = edit === null && known.optional.has(property);
  if (!isTaken && Object.hasOwn(source, property) && isValid(source[property])) target[property] = source[property];
  else delete target[property];
}

/**
 * Reads a record of the document, overlaid with its edits, and validates it: NaN, Infinity, wrong types and prototype
 * keys never reach a renderer. An invalid edit is ignored and the value of the record is used; null removes an optional
 * property.
 *
 * @returns undefined when the record is not a shape that this version knows; the document keeps it unchanged
 */
export function readShape(
  id: unknown,
  record: unknown,
  edits?: Iterable<readonly [string, unknown]>,
): Shape | undefined {
  if (!isShapeId(id) || typeof record !== "object" || record === null) return undefined;
  const source = record as Record<string, unknown>;
  const known = findKind(source.kind);
  if (known === undefined) return undefined;
  const shape: Record<string, unknown> = { id, kind: source.kind };
  for (const [name, isValid] of known.needed) {
    const value = source[name];
    if (!isValid(value)) return undefined;
    shape[name] = value;
  }
  for (const [name, isValid] of known.optional) {
    if (Object.hasOwn(source, name) && isValid(source[name])) shape[name] = source[name];
  }
  for (const [name, value] of edits ?? []) {
    if (value === null && known.optional.has(name)) delete shape[name];
    const isValid = known.needed.get(name) ?? known.optional.get(name);
    if (isValid?.(value)) shape[name] = value;
  }
  return shape as unknown as Shape;
}
