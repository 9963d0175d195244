/** Whether a foreign value is valid for a property. */
export type Check = (value: unknown) => boolean;

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const SCHEMAS = new WeakMap<Check, JsonSchema>();

/**
 * Says in a JSON Schema which values a check accepts: programs are told the same rules that shapes are read by. Pages
 * need no descriptions, and their build leaves them out.
 */
export function described<C extends Check>(check: C, schema: JsonSchema): C {
  SCHEMAS.set(check, schema);
  return check;
}

/** The values that a check accepts; undefined when nothing describes them. */
export function schemaOf(check: Check): JsonSchema | undefined {
  return SCHEMAS.get(check);
}
