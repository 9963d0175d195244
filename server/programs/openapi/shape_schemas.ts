import { isShapeId } from "../../../board/id.ts";
import { ID_SCHEMA } from "../../../board/kinds/checks.ts";
import { described, type JsonSchema, schemaOf } from "../../../board/kinds/described.ts";
import { findKind } from "../../../board/kinds/kinds.ts";
import { TEXT_MAX } from "../../../board/limits.ts";
import { isOrderKey } from "../../../board/order.ts";
import { COLORS, isColor } from "../../../board/palette.ts";
import type { Kind } from "../../../board/shape.ts";
import { isPaint } from "../../../board/style.ts";
import { DEFAULTS } from "../shape_defaults.ts";

export const KINDS = Object.keys(DEFAULTS) as readonly Kind[];

// The other checks are described where they are made.
described(isShapeId, ID_SCHEMA);
described(isOrderKey, { type: "string", pattern: "^[A-Za-z][0-9A-Za-z]+$", maxLength: 128 });
described(isColor, { enum: COLORS });
described(isPaint, { anyOf: [{ enum: COLORS }, { type: "string", pattern: "^#[0-9a-f]{6}$" }] });

const TEXT: JsonSchema = { type: "string", maxLength: TEXT_MAX };
/** An end that names a shape only is tied to its middle. */
const TIED: JsonSchema = {
  type: "object",
  properties: { to: ID_SCHEMA, u: { type: "number" }, v: { type: "number" } },
  required: ["to"],
};
/** The box of these kinds follows from other properties. */
const DERIVED: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  arrow: ["x", "y", "w", "h"],
  line: ["x", "y", "w", "h"],
};

/** All properties of a kind, by the checks that shapes are read with. @throws when one is not described */
export function propertySchemas(kind: Kind): Readonly<Record<string, JsonSchema>> {
  const { needed, optional, isWritten } = findKind(kind)!;
  const schemas: Record<string, JsonSchema> = {};
  for (const [name, check] of [...needed, ...optional]) {
    const schema = schemaOf(check);
    if (schema === undefined) throw new Error(`Cannot describe a kind as a property is not described: ${kind} ${name}`);
    schemas[name] = schema;
  }
  return { ...schemas, ...(isWritten && { text: TEXT }) };
}

/** A shape as it is read. */
export function shapeSchema(kind: Kind): JsonSchema {
  return {
    type: "object",
    properties: { id: ID_SCHEMA, kind: { const: kind }, ...propertySchemas(kind) },
    required: ["id", "kind", ...findKind(kind)!.needed.keys()],
  };
}

/** A shape as it is created: it may lack what has a default. */
export function newShapeSchema(kind: Kind): JsonSchema {
  const { needed, isOnlyText } = findKind(kind)!;
  const given = new Set(["order", ...Object.keys(DEFAULTS[kind]), ...DERIVED[kind] ?? []]);
  const properties = { ...propertySchemas(kind) };
  if (kind === "arrow") { for (const end of ["start", "end"]) properties[end] = { anyOf: [properties[end], TIED] }; }
  return {
    type: "object",
    properties: { id: ID_SCHEMA, kind: { const: kind }, ...properties },
    required: ["kind", ...[...needed.keys()].filter((name) => !given.has(name)), ...isOnlyText ? ["text"] : []],
    additionalProperties: false,
  };
}

/** A change of a shape of any kind: null removes a property that the kind does not need. */
export function changeSchema(): JsonSchema {
  const named = new Map<string, JsonSchema[]>();
  for (const kind of KINDS) {
    for (const [name, schema] of Object.entries(propertySchemas(kind))) {
      named.set(name, [...named.get(name) ?? [], schema]);
    }
  }
  const any = [...named].map(([name, schemas]) => {
    const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
    return [name, { anyOf: [...different, { type: "null" }] }];
  });
  return {
    type: "object",
    properties: { id: ID_SCHEMA, kind: { enum: KINDS }, ...Object.fromEntries(any) },
    required: ["id"],
    additionalProperties: false,
  };
}
