import { on } from "../page_events.ts";
import { versionLock } from "./shelf.ts";

/** A page that is looked at again after this long asks for a new version, ms. */
const ASK_AGAIN_MS = 10 * 60_000;

/** The used part of `navigator.serviceWorker`. */
export interface WorkerContainer extends EventTarget {
  readonly controller: { postMessage(message: unknown): void } | null;
  readonly ready: Promise<{ readonly active: { postMessage(message: unknown): void } | null }>;
  register(
    address: string,
    options: { readonly updateViaCache: "none" },
  ): Promise<{ update(): Promise<unknown> }>;
}

interface PageWorkerOptions {
  /** The version that this page was built from. */
  readonly version: string;
  readonly container: WorkerContainer;
  readonly locks?: Pick<LockManager, "request"> | undefined;
  readonly now?: () => number;
  readonly page?: EventTarget & { readonly hidden: boolean };
  /** The worker has another version than this page: the next reload brings it. */
  readonly changed: () => void;
}

/**
 * Starts the service worker, keeps the files of this page's version on the device while the page runs, and tells when
 * another version is there. @returns a function that ends it
 */
export function keepOnDevice(
  { version, container, locks, now = Date.now, page = document, changed }: PageWorkerOptions,
): () => void {
  const ended = Promise.withResolvers<void>();
  // Held until the page is closed, also when it crashes.
  locks?.request(versionLock(version), { mode: "shared" }, () => ended.promise).catch(() => {});
  let update: (() => Promise<unknown>) | undefined;
  let asked = now();
  const ends = [
    on(container, "message", (event) => {
      const { data } = event as MessageEvent;
      if (data?.kind === "version" && data.version !== version) changed();
    }),
    on(page, "visibilitychange", () => {
      if (page.hidden || now() - asked < ASK_AGAIN_MS) return;
      asked = now();
      update?.().catch(() => {}); // without a network there is nothing new
    }),
  ];
  container.register(WORKER_ADDRESS, { updateViaCache: "none" }).then(
    (registration) => update = () => registration.update(),
    () => {}, // the browser does not allow it; the page works without
  );
  // What the page before this one used may go now.
  container.ready.then(({ active }) => active?.postMessage({ kind: "clear" }), () => {});
  return () => {
    ended.resolve();
    for (const end of ends) end();
  };
}

/** At the root, because the folder of a worker is what it may answer for. */
export const WORKER_ADDRESS = "/offline_worker.js";
