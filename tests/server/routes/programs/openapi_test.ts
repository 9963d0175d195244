import SwaggerParser from "@apidevtools/swagger-parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import assert from "node:assert/strict";
import { encodeHex } from "../../../../board/bytes/hex.ts";
import { newSecret } from "../../../../board/id.ts";
import { ENDPOINTS, routeKey } from "../../../../server/programs/openapi/openapi.ts";
import { pageWith, TestSite } from "../../../support/network/test_site.ts";
import { ScriptedTarget } from "../../../support/server/webhook_receivers.ts";
import { TestServer } from "../../../support/server/test_server.ts";
import { ADA } from "../../../support/store/accounts.ts";

// deno-lint-ignore no-explicit-any -- read from JSON
type Described = any;

const TARGET = new ScriptedTarget(({ told }) => ({
  status: 200,
  text: JSON.stringify({ challenge: told.data.challenge }),
}));
const PAGES = new TestSite(() => pageWith("<title>A page</title>"));
/** Webhooks, linked pages, and people who sign in at a proxy. */
const OPTIONS = {
  webhooks: { owners: true },
  webhookTargets: { owner: TARGET },
  unfurl: true,
  reach: PAGES.reach,
  trustedProxies: ["127.0.0.1"],
  signIn: { mode: "optional", userHeader: "remote-user" },
} as const;

Deno.test("the description of the API is valid OpenAPI 3.1, and every route has a place in it", async () => {
  await using server = await TestServer.start(OPTIONS);
  const response = await fetch(`${server.origin}/api/openapi.json`);
  await SwaggerParser.validate(await response.json());
  const routes = server.server.routes.filter(({ method, path }) =>
    method !== "ALL" && path.startsWith("/api/") && !path.startsWith("/api/account")
  ).map(({ method, path }) => routeKey(`${method} ${path}`));
  assert.deepEqual(ENDPOINTS.map(({ route }) => routeKey(route)).sort(), [...new Set(routes)].sort());
});

/** A picture of one pixel. */
const PNG = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
);
/** They need a board in the bin. */
const BINNED = ["/bin", "/bin/restore"];

Deno.test("every endpoint can be called as it is described, and answers so", async () => {
  await using server = await TestServer.start(OPTIONS);
  const { origin } = server;
  const api: Described = await (await fetch(`${origin}/api/openapi.json`)).json();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(api, "api");
  const pointer = (...parts: string[]) =>
    parts.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(origin + path, {
      method: method.toUpperCase(),
      headers: { "x-forwarded-for": `10.0.0.${count++ % 250}`, ...headers },
      ...(body !== undefined && { body: body instanceof Uint8Array ? body as BodyInit : JSON.stringify(body) }),
    });
  let count = 0;
  const json = async (response: Promise<Response>): Promise<Described> => await (await response).json();
  const ada = { ...ADA, id: newSecret() };
  await server.server.accounts.accounts.create(ada);
  const cookie = `session=${await server.server.accounts.sessions.create(ada.id, { device: "" })}`;

  /** A board in the state that the operation needs, and the values of its parameters. */
  const prepare = async (path: string, method: string) => {
    const { links } = await json(send("post", "/api/boards"));
    const base = `/api/boards/${links.owner}`;
    const values: Record<string, string> = { slug: links.owner };
    let body: unknown;
    if (path.includes("{link}")) values.link = (await json(send("post", `${base}/links`, { role: "viewer" }))).id;
    if (path.includes("{person}")) {
      await (await send("post", `${base}/people`, { name: "bo", role: "editor" })).body?.cancel();
      values.person = (await json(send("get", `${base}/people`))).people[0].id;
    }
    if (path.includes("{webhook}")) {
      values.webhook = (await json(send("post", `${base}/webhooks`, { url: "https://hooks.example.org/a" }))).id;
    }
    if (path.endsWith("/webhooks")) body = { url: "https://hooks.example.org/b" };
    if (path.endsWith("/unlock")) {
      values.slug = (await json(send("post", `${base}/links`, { role: "viewer", passphrase: "sesame" }))).slug;
    }
    if (BINNED.some((end) => path.endsWith(end)) && !(path.endsWith("/bin") && method === "post")) {
      await (await send("post", `${base}/bin`)).body?.cancel();
    }
    if (path.includes("{sha256}")) {
      values.sha256 = encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", PNG)));
      if (method === "put") body = PNG;
      else await (await send("put", `${base}/assets/${values.sha256}`, PNG)).body?.cancel();
    }
    if (path.endsWith("/assets/copy")) body = { from: (await json(send("post", "/api/boards"))).links.viewer };
    if (path.endsWith("/talk/copy")) {
      const other = await json(send("post", "/api/boards"));
      await (await send("post", `/api/boards/${other.links.owner}/talk`, { kind: "post", text: "hi" })).body?.cancel();
      body = { from: other.links.viewer };
    }
    if (path.endsWith("/talk/read")) {
      await (await send("post", `${base}/talk`, { kind: "post", text: "hi" })).body?.cancel();
    }
    return { values, body };
  };

  const wrong: string[] = [];
  for (const [path, operations] of Object.entries<Described>(api.paths)) {
    for (const [method, operation] of Object.entries<Described>(operations)) {
      const { values, body } = await prepare(path, method);
      const content = operation.requestBody?.content ?? {};
      const isBinary = "application/octet-stream" in content;
      const sent = isBinary ? body ?? new Uint8Array(16) : body ?? content["application/json"]?.example;
      // A zero for the session, the time to wait, what was received, and no frames.
      const binary = path.endsWith("/updates")
        ? new Uint8Array(16)
        : path.endsWith("/poll") && method === "post"
        ? new Uint8Array(19)
        : sent;
      const query = path.endsWith("/talk/found") ? "?words=hi" : path.endsWith("/talk/pictures") ? "?of=me" : "";
      const address = path.replace(/\{(\w+)\}/g, (_, name) => values[name]) + query;
      const response = await send(method, address, method === "get" ? undefined : isBinary ? binary : sent, { cookie });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const label = `${method} ${path}`;
      const described = operation.responses[response.status];
      if (described === undefined) {
        wrong.push(`${label}: ${response.status} ${new TextDecoder().decode(bytes)}`);
        continue;
      }
      const [type] = Object.keys(described.content ?? {});
      const got = response.headers.get("content-type")?.split(";")[0];
      if (type !== undefined && got !== type && !(type === "image/*" && got?.startsWith("image/"))) {
        wrong.push(`${label}: ${got} instead of ${type}`);
      }
      if (type !== "application/json") continue;
      const at = `api#/${
        pointer("paths", path, method, "responses", String(response.status), "content", type, "schema")
      }`;
      const isGood = ajv.getSchema(at)!;
      if (!isGood(JSON.parse(new TextDecoder().decode(bytes)))) {
        wrong.push(`${label}: ${ajv.errorsText(isGood.errors)}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 80, `${count} requests`);
});

Deno.test("refusals are described too: a request that the description forbids is refused as it says", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const api: Described = await (await fetch(`${server.origin}/api/openapi.json`)).json();
  assert.equal(Object.keys(api.paths).some((path) => path.includes("webhooks")), false, "only what this server has");
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(api, "api");
  const isChange = ajv.getSchema(
    "api#/paths/~1api~1boards~1%7Bslug%7D~1shapes/post/requestBody/content/application~1json/schema",
  )!;
  const isError = ajv.getSchema("api#/components/schemas/Error")!;
  const cases: readonly [isGood: boolean, body: unknown][] = [
    [true, { create: [{ kind: "note", x: 1, y: 2 }] }],
    [true, { create: [{ kind: "arrow", start: { x: 0, y: 0 }, end: { x: 1, y: 1 }, bend: 1 }] }],
    [true, { create: [{ kind: "line", points: [0, 0, 9, 9], color: "#ff0000" }] }],
    [true, { create: [{ kind: "text", x: 0, y: 0, text: "x", align: "middle" }] }],
    [false, { create: [{ kind: "note", x: 1 }] }],
    [false, { create: [{ kind: "note", x: 1, y: 2, size: 3 }] }],
    [false, { create: [{ kind: "geo", x: 1, y: 2, opacity: 2 }] }],
    [false, { create: [{ kind: "line", points: [0, 0], x: 0, y: 0 }] }],
    [false, { create: [{ kind: "text", x: 0, y: 0 }] }],
    [false, { create: [{ kind: "frame", x: 0, y: 0, name: "x".repeat(81) }] }],
  ];
  for (const [isGood, body] of cases) {
    const response = await fetch(`${server.origin}/api/boards/${links.editor}/shapes`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    assert.deepEqual([isChange(body), response.ok], [isGood, isGood], JSON.stringify({ body, answer }));
    if (!isGood) assert.ok(isError(answer));
  }
});
