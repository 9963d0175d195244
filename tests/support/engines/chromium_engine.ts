import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromePath, launchChromium } from "../browser/chromium.ts";
import type { Driver, Engine, EngineBrowser, EngineOptions, Point, Size } from "./driver.ts";
import { JOURNEYS_MS, STEP_MS } from "./driver.ts";

export const chromiumEngine: Engine = {
  name: "Chromium",
  missing: chromePath === undefined ? "Chromium: set CHROME_PATH" : undefined,
  start: (folder, options) => ChromiumBrowser.start(folder, options),
};

class ChromiumBrowser implements EngineBrowser {
  readonly downloads: string;
  readonly #browser: Browser;

  readonly #theme: "light" | "dark";

  static async start(folder: string, { theme = "light" }: EngineOptions = {}): Promise<ChromiumBrowser> {
    return new ChromiumBrowser(await launchChromium({ limitMs: JOURNEYS_MS }), folder, theme);
  }

  private constructor(browser: Browser, folder: string, theme: "light" | "dark") {
    this.#browser = browser;
    this.#theme = theme;
    this.downloads = join(folder, "downloads");
  }

  async open(): Promise<Driver> {
    const context = await this.#browser.newContext({ reducedMotion: "reduce", colorScheme: this.#theme });
    context.setDefaultTimeout(STEP_MS);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    page.on("download", async (download) => {
      await download.saveAs(join(this.downloads, download.suggestedFilename()));
    });
    return new ChromiumDriver(page);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

class ChromiumDriver implements Driver {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async goto(address: string): Promise<void> {
    await this.#page.goto(address);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  address(): Promise<string> {
    return Promise.resolve(this.#page.url());
  }

  resize(size: Size): Promise<void> {
    return this.#page.setViewportSize(size);
  }

  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.#page.evaluate(run as (argument: unknown) => R | Promise<R>, argument);
  }

  moveMouse(to: Point): Promise<void> {
    return this.#page.mouse.move(...to);
  }

  async pressMouse([from, ...others]: readonly Point[]): Promise<void> {
    const { mouse } = this.#page;
    await mouse.move(...from);
    await mouse.down();
    for (const point of others) await mouse.move(...point);
  }

  releaseMouse(): Promise<void> {
    return this.#page.mouse.up();
  }

  doubleClick(at: Point): Promise<void> {
    return this.#page.mouse.dblclick(...at);
  }

  wheel(dx: number, dy: number): Promise<void> {
    return this.#page.mouse.wheel(dx, dy);
  }

  async chord(keys: readonly string[]): Promise<void> {
    const { keyboard } = this.#page;
    for (const key of keys) await keyboard.down(key);
    for (const key of keys.toReversed()) await keyboard.up(key);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }

  close(): Promise<void> {
    return this.#page.context().close();
  }
}
