import { Buffer } from "node:buffer";
import { join } from "node:path";
import { build, stop } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { contentType } from "../../../dev/content_type.ts";
import { PROGRAM_PAGES, type ProgramName } from "./program_pages.ts";

/**
 * The newest versions of the programs, which only these tests use: neither `deno install` nor the product contains them.
 * tldraw's own licence allows its use in development.
 */
const DEPENDENCIES = {
  "@excalidraw/excalidraw": "0.18.1",
  tldraw: "5.4.2",
  react: "19.3.1",
  "react-dom": "19.3.1",
};
/** What takes most of the room and is not used here: another package stands in for it. */
const UNUSED = ["@excalidraw/mermaid-to-excalidraw", "sass"];

/** tldraw needs no key on localhost. */
const ORIGIN = "http://localhost:3000";

/** Other programs that draw, installed in a temporary folder for as long as a test runs. */
export class Programs implements AsyncDisposable {
  readonly #folder: string;
  readonly #browser: Browser;

  /** @returns undefined when the packages cannot be installed, as without a network */
  static async install(browser: Browser): Promise<Programs | undefined> {
    const folder = await Deno.makeTempDir({ prefix: "drawbridge_programs_" });
    const manifest = {
      dependencies: DEPENDENCIES,
      overrides: Object.fromEntries(UNUSED.map((name) => [name, `npm:react@${DEPENDENCIES.react}`])),
    };
    await Deno.writeTextFile(join(folder, "package.json"), JSON.stringify(manifest));
    await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify({ nodeModulesDir: "auto", lock: false }));
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: ["install", "--quiet"],
      cwd: folder,
      stdin: "null",
      stdout: "null",
    }).output();
    if (success) return new Programs(folder, browser);
    await Deno.remove(folder, { recursive: true });
    return undefined;
  }

  private constructor(folder: string, browser: Browser) {
    this.#folder = folder;
    this.#browser = browser;
  }

  async open(name: ProgramName): Promise<ProgramPage> {
    const files = await this.#bundle(name);
    const page = await this.#browser.newPage({ viewport: { width: 1280, height: 800 } });
    const program = new ProgramPage(page);
    await page.route("**", async (route) => {
      const { origin, pathname } = new URL(route.request().url());
      const file = origin === ORIGIN ? files.get(pathname) : undefined;
      if (file !== undefined) return route.fulfill(file);
      if (/\.woff2?$/.test(pathname)) {
        return route.fulfill({ body: await this.#font(pathname), contentType: "font/woff2" });
      }
      // Icons from elsewhere.
      return route.fulfill({ body: EMPTY_PICTURE, contentType: "image/svg+xml" });
    });
    await page.goto(`${ORIGIN}/`);
    return program;
  }

  async #bundle(name: ProgramName): Promise<ReadonlyMap<string, Answer>> {
    const { outputFiles } = await build({
      stdin: { contents: PROGRAM_PAGES[name], resolveDir: this.#folder },
      absWorkingDir: this.#folder,
      bundle: true,
      splitting: true,
      format: "esm",
      conditions: ["production", "browser"],
      define: { "process.env.NODE_ENV": '"production"' },
      loader: { ".woff2": "file" },
      outdir: "/",
      logLevel: "error",
      write: false,
    });
    await stop();
    const page = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/stdin.css">' +
      '<div style="position:fixed;inset:0"></div><script type="module" src="/stdin.js"></script>';
    const files = new Map<string, Answer>([["/", { body: page, contentType: "text/html" }]]);
    for (const { path, contents } of outputFiles) {
      files.set(path, { body: Buffer.from(contents), contentType: contentType(path) });
    }
    return files;
  }

  /** A font of Excalidraw; those of tldraw are elsewhere, and another one stands in for them. */
  async #font(pathname: string): Promise<Buffer> {
    const path = join(this.#folder, "node_modules/@excalidraw/excalidraw/dist/prod", decodeURIComponent(pathname));
    return Buffer.from(await Deno.readFile(path).catch(() => Deno.readFile(FONT)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}

const FONT = new URL("../../../node_modules/@fontsource/inter/files/inter-latin-400-normal.woff2", import.meta.url);

interface Answer {
  readonly body: string | Buffer;
  readonly contentType: string;
}

const EMPTY_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

/** A page on which one of the programs runs. */
export class ProgramPage implements AsyncDisposable {
  readonly page: Page;
  /** Errors in the page and on its console. */
  readonly problems: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.problems.push(message.text());
    });
  }

  /** Opens a file. Resolves with x, y, width and height of what the program then has, by id. */
  async open(file: unknown): Promise<ReadonlyMap<string, readonly number[]>> {
    const open = (text: string) =>
      (globalThis as unknown as { open(text: string): Promise<[string, number[]][]> }).open(text);
    return new Map(await this.page.evaluate(open, JSON.stringify(file)));
  }

  /** The file that the program saves. */
  async save(): Promise<unknown> {
    return JSON.parse(await this.page.evaluate(() => (globalThis as unknown as { save(): Promise<string> }).save()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.close();
  }
}
