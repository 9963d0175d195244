import type { Screen } from "./region.ts";

/** Maximum difference to the rounded size, device pixels. Aligning both edges to pixels moves each by less than one. */
const SNAP_MAX = 2;

/**
 * Reports the size of an element in device pixels whenever it changes, through its size, the page's zoom or the
 * monitor.
 */
export class ScreenWatch {
  readonly #element: HTMLElement;
  readonly #onChange: (screen: Screen) => void;
  readonly #observer: ResizeObserver;
  #ratioQuery: MediaQueryList | undefined;
  #exact: { width: number; height: number } | undefined;

  constructor(element: HTMLElement, onChange: (screen: Screen) => void) {
    this.#element = element;
    this.#onChange = onChange;
    this.#observer = new ResizeObserver(([entry]) => {
      // Only the browser knows how it aligns an element of 100.5 CSS pixels at a ratio of 1.25 to device pixels.
      const box = entry.devicePixelContentBoxSize?.[0];
      this.#exact = box && { width: box.inlineSize, height: box.blockSize };
      this.#tell();
    });
    try {
      this.#observer.observe(element, { box: "device-pixel-content-box" });
    } catch {
      this.#observer.observe(element); // Safari lacks that box
    }
    this.#watchRatio();
  }

  /** The current size. */
  read(): Screen {
    const ratio = devicePixelRatio || 1;
    const { clientWidth, clientHeight } = this.#element;
    const guess = { width: Math.round(clientWidth * ratio), height: Math.round(clientHeight * ratio) };
    // On an emulated screen, for example a phone in the developer tools, Chromium reports CSS pixels as device pixels.
    const isLikely = this.#exact !== undefined && Math.abs(this.#exact.width - guess.width) <= SNAP_MAX;
    const { width, height } = isLikely ? this.#exact! : guess;
    return { width: Math.max(1, width), height: Math.max(1, height), ratio };
  }

  close(): void {
    this.#observer.disconnect();
    this.#ratioQuery?.removeEventListener("change", this.#onRatio);
    this.#ratioQuery = undefined;
  }

  readonly #onRatio = () => {
    this.#exact = undefined;
    this.#watchRatio();
    this.#tell();
  };

  /** A query matches only one ratio, so each change needs a new one. */
  #watchRatio(): void {
    this.#ratioQuery?.removeEventListener("change", this.#onRatio);
    this.#ratioQuery = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.#ratioQuery.addEventListener("change", this.#onRatio);
  }

  #tell(): void {
    this.#onChange(this.read());
  }
}
