import { existsSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser, type KeyInput, type Page } from "puppeteer-core";
import type { Driver, Engine, EngineBrowser, EngineOptions, Point, Size } from "./driver.ts";
import { STEP_MS } from "./driver.ts";

const CANDIDATES = [
  Deno.env.get("FIREFOX_PATH"),
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
];

const firefoxPath = CANDIDATES.find((path) => path && existsSync(path));

/** Firefox, through WebDriver BiDi. */
export const firefoxEngine: Engine = {
  name: "Firefox",
  missing: firefoxPath === undefined ? "Firefox: set FIREFOX_PATH" : undefined,
  start: (folder, options) => FirefoxBrowser.start(folder, options),
};

class FirefoxBrowser implements EngineBrowser {
  readonly downloads: string;
  readonly #browser: Browser;

  static async start(folder: string, { theme = "light" }: EngineOptions = {}): Promise<FirefoxBrowser> {
    const downloads = join(folder, "downloads"), profile = join(folder, "profile");
    await Deno.mkdir(profile);
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: firefoxPath,
      headless: true,
      userDataDir: profile,
      env: { ...Deno.env.toObject(), HOME: folder },
      protocolTimeout: STEP_MS,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      extraPrefsFirefox: {
        "browser.download.dir": downloads,
        "browser.download.folderList": 2,
        "browser.download.always_ask_before_handling_new_types": false,
        "layout.css.prefers-color-scheme.content-override": theme === "dark" ? 0 : 1,
        "ui.prefersReducedMotion": 1,
        // A mouse, which a browser without a screen does not find: fine (2) and able to hover (4).
        "ui.primaryPointerCapabilities": 6,
        "ui.allPointerCapabilities": 6,
      },
    });
    return new FirefoxBrowser(browser, downloads);
  }

  private constructor(browser: Browser, downloads: string) {
    this.#browser = browser;
    this.downloads = downloads;
  }

  async open(): Promise<Driver> {
    const context = await this.#browser.createBrowserContext();
    // A tab in the background paints nothing.
    return new FirefoxDriver(await context.newPage({ type: "window" }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

class FirefoxDriver implements Driver {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    page.setDefaultTimeout(STEP_MS);
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
    return this.#page.setViewport(size);
  }

  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.#page.evaluate(run as (argument: unknown) => R | Promise<R>, argument) as Promise<R>;
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
    return this.#page.mouse.click(...at, { count: 2 });
  }

  wheel(dx: number, dy: number): Promise<void> {
    return this.#page.mouse.wheel({ deltaX: dx, deltaY: dy });
  }

  async chord(keys: readonly string[]): Promise<void> {
    const { keyboard } = this.#page;
    for (const key of keys) await keyboard.down(key as KeyInput);
    for (const key of keys.toReversed()) await keyboard.up(key as KeyInput);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text);
  }

  screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }

  close(): Promise<void> {
    return this.#page.browserContext().close();
  }
}
