import type { JsonSchema } from "../../../board/kinds/described.ts";
import type { Right } from "../../../board/role.ts";

/** What the description of the API says of one route. */
export interface Endpoint {
  /** Method and path as in the table of routes: `GET /api/boards/:slug/state`. */
  readonly route: string;
  readonly summary: string;
  /** What the link in the path has to grant. */
  readonly right?: Right;
  readonly query?: Readonly<Record<string, Parameter>>;
  readonly headers?: Readonly<Record<string, Parameter>>;
  /** The JSON of a body; `BINARY`: bytes. Undefined: there is none. */
  readonly body?: JsonSchema;
  /** False: the body may be left out. */
  readonly isBodyNeeded?: boolean;
  /** A body that the test of the description sends. */
  readonly example?: unknown;
  readonly status: number;
  /** The JSON of the answer, or its type. Undefined: there is none. */
  readonly answer?: JsonSchema | string;
  /** What the answer to a good request may be instead, such as when nobody waits. */
  readonly others?: readonly number[];
}

export interface Parameter {
  readonly schema: JsonSchema;
  readonly description: string;
}

export const BINARY: JsonSchema = { type: "string", format: "binary" };

export function object(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  return { type: "object", properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

export function list(items: JsonSchema): JsonSchema {
  return { type: "array", items };
}

export const TEXT: JsonSchema = { type: "string" };
export const NUMBER: JsonSchema = { type: "number" };
export const FLAG: JsonSchema = { type: "boolean" };
/** Ms since 1970. */
export const TIME: JsonSchema = { type: "number", description: "ms since 1970 by the clock of the server" };
export const SLUG: JsonSchema = { type: "string", pattern: "^[A-Za-z0-9_-]{1,64}$" };
export const ANY: JsonSchema = { type: "object" };

export function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: "null" }] };
}
