import { effect } from "@preact/signals-core";

interface Attached {
  close(): void;
}

/**
 * Attaches a part of the page once it is needed, because its code is loaded then. After a failure, the next change
 * tries again.
 *
 * @param isNeeded reads signals
 */
export function attachWhen(isNeeded: () => boolean, attach: () => Promise<() => Attached>): Attached {
  let attached: Attached | undefined;
  let isLoading = false, isClosed = false;
  const stop = effect(() => {
    if (attached || !isNeeded() || isLoading) return;
    isLoading = true;
    attach().then((start) => void (isClosed || (attached = start())), () => {}).finally(() => isLoading = false);
  });
  return {
    close() {
      isClosed = true;
      stop();
      attached?.close();
    },
  };
}
