import type { JsonSchema } from "../../../board/kinds/described.ts";
import { BOARD_ENDPOINTS } from "./board_endpoints.ts";
import { BINARY, type Endpoint, list, object, type Parameter, SLUG, TEXT } from "./endpoint.ts";
import { PEOPLE_ENDPOINTS } from "./people_endpoints.ts";
import { changeSchema, KINDS, newShapeSchema, shapeSchema } from "./shape_schemas.ts";
import { TALK_ENDPOINTS } from "./talk_endpoints.ts";

/** Every route of the API that programs may use. `/api/account` is for our own pages (PROTOCOL.md, 11.10). */
export const ENDPOINTS: readonly Endpoint[] = [...BOARD_ENDPOINTS, ...PEOPLE_ENDPOINTS, ...TALK_ENDPOINTS];

/** A route as both tables name it: parameters have other names in the code. */
export function routeKey(route: string): string {
  return route.replace(/:(?!slug\b)\w+/g, ":id");
}

/**
 * The OpenAPI 3.1 description of the API.
 *
 * @param routes the routes of this server, as `GET /api/boards/:slug/state`: others are left out
 */
export function openApi(routes: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const known = new Set([...routes].map(routeKey));
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of ENDPOINTS.filter(({ route }) => known.has(routeKey(route)))) {
    const [method, path] = endpoint.route.split(" ");
    const templated = path.replace(/:(\w+)/g, "{$1}");
    paths[templated] = { ...paths[templated], [method.toLowerCase()]: operation(endpoint, method, path) };
  }
  const kinds = (name: string) => ({ oneOf: KINDS.map((kind) => ({ $ref: `#/components/schemas/${name}_${kind}` })) });
  return {
    openapi: "3.1.0",
    info: {
      title: "Drawbridge",
      version: "1",
      description: "Boards of Drawbridge. The secret of a link, in the path, is the only credential.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: {
        Shape: kinds("Shape"),
        NewShape: kinds("NewShape"),
        ShapeChange: changeSchema(),
        ...Object.fromEntries(KINDS.flatMap((kind) => [
          [`Shape_${kind}`, shapeSchema(kind)],
          [`NewShape_${kind}`, newShapeSchema(kind)],
        ])),
        Error: object({ code: TEXT, error: TEXT, errors: list({ type: "object" }) }, ["errors"]),
      },
    },
    security: [],
  };
}

function operation(endpoint: Endpoint, method: string, path: string): JsonSchema {
  const { summary, right, query = {}, headers = {}, body, isBodyNeeded = true, example, status, answer, others = [] } =
    endpoint;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const words = path.replace("/api/", "").split(/[^A-Za-z]+/).filter((word) => word !== "" && word !== "slug");
  return {
    operationId: [method.toLowerCase(), ...words].join("_"),
    summary,
    ...(right && { description: `The link has to grant the right to ${right}.` }),
    parameters: [
      ...names.map((name) =>
        parameter("path", name, { schema: name === "slug" ? SLUG : TEXT, description: PATH[name] })
      ),
      ...Object.entries(query).map(([name, each]) => parameter("query", name, each)),
      ...Object.entries(headers).map(([name, each]) => parameter("header", name, each)),
    ],
    ...(body && { requestBody: { required: isBodyNeeded, content: contentOf(body, example) } }),
    responses: {
      [status]: { description: "Done.", ...(answer !== undefined && { content: answerContent(answer) }) },
      ...Object.fromEntries(
        others.map((other) => [other, { description: "Done, and there is nothing new, or a part of it." }]),
      ),
      default: {
        description: "Refused.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

const PATH: Readonly<Record<string, string>> = {
  slug: "the secret of a link: what follows /b/ in its address",
  sha256: "the SHA-256 of the bytes in lower-case hex",
  link: "the id of a link in the list",
  person: "the id of a person in the list",
  webhook: "the id of a webhook in the list",
};

function parameter(place: string, name: string, { schema, description }: Parameter): JsonSchema {
  return { in: place, name, required: place === "path", schema, description };
}

function contentOf(schema: JsonSchema, example: unknown): JsonSchema {
  if (schema === BINARY) return { "application/octet-stream": {} };
  return { "application/json": { schema, ...(example !== undefined && { example }) } };
}

function answerContent(answer: JsonSchema | string): JsonSchema {
  return typeof answer === "string" ? { [answer]: {} } : { "application/json": { schema: answer } };
}
