import assert from "node:assert/strict";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Shape } from "../../../board/shape.ts";
import { AppServer } from "../server/app_server.ts";
import { BoardPage, createBoard } from "./board_page.ts";
import { chromePath, type ChromiumOptions, launchChromium } from "./chromium.ts";
import { Peer } from "../peer/peer.ts";
import { DESK } from "./screens.ts";
import type { BoardLinks } from "../server/test_server.ts";

/** Options of the browser, and environment variables of the server. */
export type AppOptions = ChromiumOptions & { readonly env?: Record<string, string> };

/** A running server and people who use it; each has a browser of their own. */
export class App implements AsyncDisposable {
  readonly server: AppServer;
  readonly browser: Browser;
  /** Script errors of the pages, and violations of their content security policy. */
  readonly problems: string[] = [];

  static async start({ env, ...options }: AppOptions = {}): Promise<App> {
    const [server, browser] = await Promise.all([AppServer.start({ env }), launchChromium(options)]);
    return new App(server, browser);
  }

  private constructor(server: AppServer, browser: Browser) {
    this.server = server;
    this.browser = browser;
  }

  /** A new browser for another person, whose hints for newcomers are closed. */
  person(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const closed = { name: "drawbridge.hints", value: JSON.stringify(["style", "share", "pan"]) };
    const origins = [{ origin: this.server.origin, localStorage: [closed] }];
    return this.newcomer({ storageState: { cookies: [], origins }, ...options });
  }

  /** A new, empty browser. */
  async newcomer(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    // Few tests need the client on the device, and filling it takes time.
    const usual = { ...DESK, reducedMotion: "reduce", serviceWorkers: "block" } as const;
    const context = await this.browser.newContext({ ...usual, ...options });
    context.setDefaultTimeout(25_000);
    context.on("page", (page) => this.#watch(page));
    return context;
  }

  /** Opens a board in the given browser, or in a new one. */
  async open(slug: string, person?: BrowserContext): Promise<BoardPage> {
    const page = await (person ?? await this.person()).newPage();
    await page.goto(this.server.boardUrl(slug));
    const board = new BoardPage(page, slug);
    await board.untilStatus(/^(Saved|View only|Comment only)$/);
    return board;
  }

  /** Puts these shapes on a board from a browser that leaves once they are saved. */
  async put(slug: string, shapes: readonly Shape[]): Promise<void> {
    await using peer = await Peer.join(this.server.socketUrl(slug));
    peer.change((board) => shapes.forEach((shape) => board.add(shape)));
    await peer.untilSaved();
  }

  /** A new board with these shapes, opened by its owner. */
  async openWith(shapes: readonly Shape[], options?: BrowserContextOptions): Promise<BoardPage> {
    const { links } = await this.server.createBoard();
    await this.put(links.owner, shapes);
    const board = await this.open(links.owner, await this.person(options));
    await board.shapes(shapes.length);
    return board;
  }

  /** A new board that two people have open: Ada, its owner, and Bo, an editor. */
  async openForTwo(): Promise<{ links: BoardLinks["links"]; ada: BoardPage; bo: BoardPage }> {
    const { links } = await this.server.createBoard();
    return { links, ada: await this.open(links.owner), bo: await this.open(links.editor) };
  }

  /** A new board, made on the start page as people do, so that their browser knows it. */
  async create(): Promise<BoardPage> {
    const page = await (await this.person()).newPage();
    await page.goto(this.server.origin);
    return await createBoard(page);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.server[Symbol.asyncDispose]();
  }

  #watch(page: Page): void {
    page.on("pageerror", (error) => this.problems.push(error.stack ?? error.message));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) this.problems.push(message.text());
    });
  }
}

/** A test with the whole product. Script errors in any page make it fail. */
export function appTest(
  name: string,
  test: (app: App, t: Deno.TestContext) => Promise<void>,
  options?: AppOptions,
): void {
  const isIgnored = chromePath === undefined;
  Deno.test({
    name: isIgnored ? `${name} (needs Chromium: set CHROME_PATH)` : name,
    ignore: isIgnored,
    async fn(t) {
      await using app = await App.start(options);
      await test(app, t);
      assert.deepEqual(app.problems, []);
    },
  });
}
