import { FAMILIES } from "../../board/figure/font_family.ts";
import type { Font } from "../../board/style.ts";

/** The font files by the characters they contain (as in `ui/fonts.css`). Each is requested once. */
const PARTS = [/[\u0020-\u00ff]/, /[\u0100-\u02ff\u1e00-\u1eff]/, /[\u0400-\u052f]/];

/** Tracks which fonts have loaded. A font loads when the first text uses it. */
export class Fonts {
  readonly #state = new Map<string, "loading" | "ready">();
  readonly #loaded: () => void;
  #isClosed = false;

  /** @param loaded called when text can be painted in a further font */
  constructor(loaded: () => void) {
    this.#loaded = loaded;
  }

  /** True when this text can be painted in its font; otherwise starts loading it. */
  isReady(font: Font, text: string): boolean {
    const missing = this.#missing(font, text);
    for (const key of missing) if (!this.#state.has(key)) void this.#load(key, font, text);
    return missing.length === 0;
  }

  /** Resolves when the fonts of this text have loaded or failed. */
  async load(font: Font, text: string): Promise<void> {
    await Promise.all(this.#missing(font, text).map((key) => this.#load(key, font, text)));
  }

  close(): void {
    this.#isClosed = true;
  }

  #missing(font: Font, text: string): string[] {
    const keys = [...PARTS.entries()].filter(([, holds]) => holds.test(text)).map(([part]) => `${font} ${part}`);
    return keys.filter((key) => this.#state.get(key) !== "ready");
  }

  async #load(key: string, font: Font, text: string): Promise<void> {
    this.#state.set(key, "loading");
    try {
      await document.fonts.load(`16px ${FAMILIES[font]}`, text.slice(0, TEXT_ENOUGH));
    } catch {
      // Offline and not cached on this device: the fallback font stays.
      return;
    }
    this.#state.set(key, "ready");
    if (!this.#isClosed) this.#loaded();
  }
}

/** Characters of a text that are passed to the browser, which loads the font files for them. */
const TEXT_ENOUGH = 2_000;
