import { type ReadonlySignal, signal } from "@preact/signals-core";

/** The event with which browsers offer to install the site as an app. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

/** What `static/install_offer.js` keeps. */
interface EarlyOffer {
  readonly earlyInstallOffer?: InstallEvent;
}

const offer = signal<InstallEvent | undefined>(undefined);

/** The browser's offer, while it stands. */
export const installOffer: ReadonlySignal<InstallEvent | undefined> = offer;

/**
 * Stores the browser's offer to install the app, so that the menu shows it and no banner covers the board. Browsers make
 * it soon after the page has loaded, before this runs: `static/install_offer.js` has it then.
 *
 * @returns a function that ends it
 */
export function followInstallOffer(target: EventTarget & EarlyOffer = globalThis): () => void {
  const ended = new AbortController(), { signal } = ended;
  if (target.earlyInstallOffer) offer.value = target.earlyInstallOffer;
  const keep = (event: Event) => {
    event.preventDefault();
    offer.value = event as InstallEvent;
  };
  target.addEventListener("beforeinstallprompt", keep, { signal });
  target.addEventListener("appinstalled", () => void (offer.value = undefined), { signal });
  return () => ended.abort();
}

/** Asks the person. An offer holds for one question; the browser makes another one if it likes. */
export function install(): void {
  const asked = offer.peek();
  offer.value = undefined;
  asked?.prompt().catch(() => {});
}
