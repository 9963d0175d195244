import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Sees whether a page trusts words of people: runs them, or loads or asks something because of them. */
export class HarmWatch {
  readonly #page: Page;
  readonly #found: string[] = [];

  /** @param origin requests to it are the page's own */
  constructor(page: Page, origin: string) {
    this.#page = page;
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) this.#found.push(request.url());
    });
    page.on("dialog", (dialog) => (this.#found.push(dialog.message()), dialog.dismiss()));
  }

  /** @param what is on the page */
  async assertNone(what: string): Promise<void> {
    assert.equal(await this.#page.evaluate(() => (globalThis as { pwned?: unknown }).pwned), undefined, what);
    assert.deepEqual(this.#found, [], what);
  }
}
