/** Rounding leaves a page that was zoomed back a hair larger. */
const ZOOMED = 1.01;

/**
 * Two fingers zoom the page in dialogs and panels, as anywhere on the web. On the board they zoom the drawing, except while
 * the page is zoomed: there must be a way back.
 */
export class PageZoom {
  readonly #surface: HTMLElement;
  readonly #ended = new AbortController();

  constructor(surface: HTMLElement) {
    this.#surface = surface;
    visualViewport?.addEventListener("resize", this.#look, { signal: this.#ended.signal });
    this.#look();
  }

  get isZoomed(): boolean {
    return (visualViewport?.scale ?? 1) > ZOOMED;
  }

  close(): void {
    this.#ended.abort();
  }

  readonly #look = () => {
    this.#surface.style.touchAction = this.isZoomed ? "pinch-zoom" : "none";
  };
}
