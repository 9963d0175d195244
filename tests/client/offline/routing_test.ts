import assert from "node:assert/strict";
import { type Asked, routeOf } from "../../../client/offline/routing.ts";

const ORIGIN = "https://board.test";
const KEPT = new Set(["/icon.svg", "/manifest.webmanifest"]);
const SLUG = "a2345678901234567890Zz";

function route(path: string, asked: Partial<Asked> = {}) {
  const url = new URL(path, ORIGIN).href;
  const headers = new Headers();
  return routeOf({ method: "GET", mode: "no-cors", destination: "", headers, ...asked, url }, ORIGIN, KEPT);
}

const PAGE = { mode: "navigate", destination: "document" };

Deno.test("pages of a window come from the server, and else from the device", () => {
  for (const path of ["/", "/?lang=de", "/#deleted", "/account", "/docs/retro"]) {
    assert.deepEqual(route(path, PAGE), { to: "page", shell: "index" }, path);
  }
  for (const path of [`/b/${SLUG}`, `/b/${SLUG}?lang=de#x=1`]) {
    assert.deepEqual(route(path, PAGE), { to: "page", shell: "board" }, path);
  }
});

Deno.test("files with a hash in their name come from the device, others from the server first", () => {
  assert.deepEqual(route("/assets/board-3J76TFHZ.js", { destination: "script", mode: "cors" }), { to: "file" });
  assert.deepEqual(route("/assets/inter-FR5HOXA4.woff2", { destination: "font", mode: "cors" }), { to: "file" });
  for (const path of KEPT) assert.deepEqual(route(path), { to: "fresh" }, path);
});

Deno.test("the worker never answers for the API, health, sockets, programs or anything it does not know", () => {
  const paths = [
    "/api/boards",
    `/api/boards/${SLUG}/state`,
    `/api/boards/${SLUG}/assets/${"0".repeat(64)}`,
    `/api/boards/${SLUG}/board.svg?thumbnail=true`,
    "/api/account",
    "/healthz",
    "/readyz",
    `/ws/${SLUG}`,
    `/mcp/${SLUG}`,
    `/embed/${SLUG}`,
    "/p/4711",
    "/offline_worker.js",
    "/error.css",
    `/b/${SLUG}/x`,
    "/docs/a/b",
    "/assets",
  ];
  const ways: Partial<Asked>[] = [{}, { mode: "cors" }, PAGE, { ...PAGE, destination: "iframe" }];
  for (const path of paths) for (const way of ways) assert.deepEqual(route(path, way), { to: "network" }, path);
});

Deno.test("no page in a frame comes from the device, whatever its address", () => {
  for (const destination of ["iframe", "frame", "embed", "object", "fencedframe", ""]) {
    for (const path of ["/", `/b/${SLUG}`, `/embed/${SLUG}`, "/assets/board-0123456789abcdef.html"]) {
      assert.deepEqual(route(path, { mode: "navigate", destination }), { to: "network" }, `${destination} ${path}`);
    }
  }
});

Deno.test("other sites, other methods and parts of files are left to the browser", () => {
  assert.deepEqual(route("https://other.test/assets/a.js"), { to: "network" });
  assert.deepEqual(route("https://other.test/", PAGE), { to: "network" });
  assert.deepEqual(route("http://board.test/", PAGE), { to: "network" });
  for (const method of ["POST", "PUT", "DELETE", "HEAD", "OPTIONS"]) {
    assert.deepEqual(route("/assets/board-3J76TFHZ.js", { method }), { to: "network" }, method);
    assert.deepEqual(route(`/b/${SLUG}`, { ...PAGE, method }), { to: "network" }, method);
  }
  assert.deepEqual(route("/assets/a.woff2", { headers: new Headers({ range: "bytes=0-" }) }), { to: "network" });
});

Deno.test("only a posted page takes what other apps share", () => {
  assert.deepEqual(route("/share", { ...PAGE, method: "POST" }), { to: "shared" });
  assert.deepEqual(route("/share", { method: "POST", mode: "cors" }), { to: "network" });
  assert.deepEqual(route("/share", { ...PAGE, method: "POST", destination: "iframe" }), { to: "network" });
});
