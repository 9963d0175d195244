import { isOurCache } from "./shelf.ts";
import type { WorkerScope } from "./worker_scope.ts";

/**
 * The worker of development builds. It removes the one of a production build that ran at the same address, with all
 * that this kept, and then itself: a kept file would hide a change.
 */
const worker = globalThis as unknown as WorkerScope;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire(): Promise<void> {
  for (const name of await caches.keys()) if (isOurCache(name)) await caches.delete(name);
  await worker.registration.unregister();
}
