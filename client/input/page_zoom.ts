/** Above 1, because rounding leaves a page that was zoomed out again slightly enlarged. */
const ZOOMED = 1.01;

/**
 * Two fingers zoom the page in dialogs and panels. On the board they zoom the drawing, except while the page is zoomed,
 * so that users can always zoom out again.
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
