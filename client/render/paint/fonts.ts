import { type Clock, systemClock } from "../../../board/clock.ts";
import { FAMILIES } from "../../../board/figure/text/font_family.ts";
import type { Font } from "../../../board/style.ts";
import { renewFailedFaces } from "./face_rules.ts";

/**
 * The files of each font (as in `ui/fonts.css`): the characters that need a file, and one that only this file contains.
 */
const PARTS = [
  { needs: /[\u0020-\u00ff\u0131\u0152\u0153\u2010-\u203a\u20ac\u2122\u2191\u2193\u2212]/, only: "a" },
  { needs: /[\u0100-\u02ff\u1e00-\u1eff\u20ad-\u20bd]/, only: "\u0101" },
  { needs: /[\u0400-\u052f\u2116]/, only: "\u0431" },
];

/** A failed load is tried again after this, ms. */
const RETRY_MS = 15_000;

interface FontFile {
  readonly key: string;
  readonly family: string;
  readonly only: string;
}

/** Tracks which fonts have loaded. A font loads when the first text uses it, and a failed load is tried again. */
export class Fonts {
  readonly #loaded: () => void;
  readonly #clock: Clock;
  readonly #ready = new Set<string>();
  readonly #loading = new Map<string, Promise<void>>();
  /** Cancels the next attempt of each failed load. */
  readonly #retries = new Map<string, () => void>();
  #isClosed = false;

  /** @param loaded called when text can be painted in a further font */
  constructor(loaded: () => void, clock: Clock = systemClock) {
    this.#loaded = loaded;
    this.#clock = clock;
  }

  /** True when this text can be painted in its font; otherwise starts loading it. */
  isReady(font: Font, text: string): boolean {
    const missing = this.#missing(font, text);
    for (const file of missing) if (!this.#retries.has(file.key)) void this.#load(file);
    return missing.length === 0;
  }

  /** Resolves when the fonts of this text have loaded or failed. */
  async load(font: Font, text: string): Promise<void> {
    await Promise.all(this.#missing(font, text).map((file) => this.#load(file)));
  }

  /** Safe to call twice. */
  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#retries.values()) cancel();
  }

  #missing(font: Font, text: string): FontFile[] {
    return PARTS.flatMap(({ needs, only }, part) => {
      const key = `${font} ${part}`;
      return this.#ready.has(key) || !needs.test(text) ? [] : [{ key, family: FAMILIES[font], only }];
    });
  }

  #load(file: FontFile): Promise<void> {
    let load = this.#loading.get(file.key);
    if (load === undefined) {
      load = this.#attempt(file).finally(() => this.#loading.delete(file.key));
      this.#loading.set(file.key, load);
    }
    return load;
  }

  async #attempt(file: FontFile): Promise<void> {
    const { key, family, only } = file;
    if (this.#retries.has(key)) renewFailedFaces();
    this.#retries.get(key)?.();
    this.#retries.delete(key);
    try {
      await document.fonts.load(`16px ${family}`, only);
    } catch {
      // Offline and not cached on this device: the fallback font stays until an attempt succeeds.
      if (!this.#isClosed) this.#retries.set(key, this.#clock.after(RETRY_MS, () => void this.#load(file)));
      return;
    }
    this.#ready.add(key);
    if (!this.#isClosed) this.#loaded();
  }
}
