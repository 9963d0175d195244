import { systemClock } from "../../board/clock.ts";
import { answerFile, answerFresh, answerPage } from "./answers.ts";
import { filesOfForm, putIntoInbox } from "./inbox.ts";
import { routeOf } from "./routing.ts";
import { type Contents, Shelf, usedVersions } from "./shelf.ts";
import type { FetchEvent, WorkerScope } from "./worker_scope.ts";

/** The build puts the contents of the client in its place. */
declare const CONTENTS: Contents;

/**
 * The service worker. It keeps the client on this device, so that pages open without a network, and answers nothing
 * else: boards are kept by the pages themselves, and the API is never its business.
 *
 * A new version takes over at once, as it serves the files of all versions: pages of an earlier one go on with theirs,
 * which stay until the last of these pages is closed. Only a reload brings the new version into a page.
 */
const worker = globalThis as unknown as WorkerScope;
const { origin } = worker.location;
const shelf = new Shelf(CONTENTS, { caches, request: (request) => fetch(request), origin });
const { unhashed } = shelf;

worker.addEventListener("install", (event) => event.waitUntil(shelf.fill().then(() => worker.skipWaiting())));

worker.addEventListener("activate", (event) => event.waitUntil(begin()));

worker.addEventListener("message", (event) => {
  if (event.data?.kind === "clear") event.waitUntil(clear());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const route = routeOf(request, origin, unhashed), { pathname } = new URL(request.url);
  const ask = () => fetch(request);
  switch (route.to) {
    case "page":
      return event.respondWith(answerPage(route.shell, { shelf, clock: systemClock, asked: askForPage(event) }));
    case "file":
      return event.respondWith(answerFile(pathname, { shelf, ask }));
    case "fresh":
      return event.respondWith(answerFresh(pathname, { shelf, ask }));
    case "shared":
      return event.respondWith(share(request));
  }
});

async function begin(): Promise<void> {
  await worker.clients.claim();
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) {
    client.postMessage({ kind: "version", version: CONTENTS.version });
  }
  await clear();
}

/** Where nobody can tell which versions pages use, all of them stay. */
async function clear(): Promise<void> {
  const locks = await navigator.locks?.query();
  if (locks?.held) await shelf.clear(usedVersions(locks.held));
}

/** The request goes on when the kept page is shown instead, because the server's answer renews a cookie. */
function askForPage(event: FetchEvent): Promise<Response> {
  const asked = fetch(event.request);
  event.waitUntil(asked.catch(() => undefined));
  return asked;
}

async function share(request: Request): Promise<Response> {
  await putIntoInbox(filesOfForm(await request.formData()), caches);
  return Response.redirect("/#shared", 303);
}
