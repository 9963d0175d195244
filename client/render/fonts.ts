import { FAMILIES } from "../../board/figure/font_family.ts";
import type { Font } from "../../board/style.ts";

/** The files a font comes in, by what is written in them (`ui/fonts.css`): what is asked for once is not again. */
const PARTS = [/[\u0020-\u00ff]/, /[\u0100-\u02ff\u1e00-\u1eff]/, /[\u0400-\u052f]/];

/** Which fonts are here. Each is loaded when something is written in it, and not before. */
export class Fonts {
  readonly #state = new Map<string, "loading" | "ready">();
  readonly #loaded: () => void;
  #isClosed = false;

  /** @param loaded called when text can be painted as it should be */
  constructor(loaded: () => void) {
    this.#loaded = loaded;
  }

  /** True when this text can be painted in its font; otherwise that is on its way. */
  isReady(font: Font, text: string): boolean {
    const missing = this.#missing(font, text);
    for (const key of missing) if (!this.#state.has(key)) void this.#load(key, font, text);
    return missing.length === 0;
  }

  /** Resolves when this text can be painted as well as it ever will. */
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
      // Offline, and never seen on this device: what stands in for it stays.
      return;
    }
    this.#state.set(key, "ready");
    if (!this.#isClosed) this.#loaded();
  }
}

/** So much of a text says which files it needs, as long as each part is asked for by itself. */
const TEXT_ENOUGH = 2_000;
