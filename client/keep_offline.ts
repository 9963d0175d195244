import { keepOnDevice } from "./offline/page_worker.ts";
import { showUpdateNotice } from "./ui/offline/update_notice.tsx";

/** What runs once a page is complete, so that the next one opens without a network. */
export function keepOffline(): void {
  const version = document.querySelector<HTMLMetaElement>("meta[name=version]")?.content;
  const container = navigator.serviceWorker;
  // Browsers have it on HTTPS and on this machine only. Development builds have no version.
  if (version === undefined || container === undefined) return;
  keepOnDevice({
    version,
    container,
    locks: navigator.locks,
    changed: () => void showUpdateNotice(() => location.reload()),
  });
}
