import { keepOnDevice } from "./offline/page_worker.ts";
import { askToStay } from "./offline/lasting_storage.ts";
import type { Editor } from "./editor/editor.ts";
import { followInstallOffer } from "./ui/offline/install_offer.ts";
import { browserMemory } from "./ui/page/browser_storage.ts";

/**
 * What runs once a page is complete, so that the next one opens without a network.
 *
 * @param editor of the board, on the page of one
 * @returns a function that ends it
 */
export function keepOffline(editor?: Editor): () => void {
  const endOffer = followInstallOffer();
  if (editor) askToStay(editor.board.doc, { storage: navigator.storage, memory: browserMemory() });
  const version = document.querySelector<HTMLMetaElement>("meta[name=version]")?.content;
  const container = navigator.serviceWorker;
  // Browsers have it on HTTPS and on this machine only. Development builds have no version.
  if (version === undefined || container === undefined) return endOffer;
  const endKeeping = keepOnDevice({
    version,
    container,
    locks: navigator.locks,
    // A board page in use has loaded it. Elsewhere the worker has it, or else the next page is of the new version.
    changed: () =>
      void import("./ui/offline/update_notice.ts").then(
        (part) => part.showUpdateNotice(() => location.reload()),
        () => {},
      ),
  });
  return () => {
    endOffer();
    endKeeping();
  };
}
