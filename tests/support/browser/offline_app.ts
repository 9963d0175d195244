import type { BrowserContext, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { AppServer } from "../server/app_server.ts";
import { chromePath } from "./chromium.ts";
import { DESK } from "./screens.ts";

/** A person whose browser keeps everything in a folder, so that it can be closed and started again. */
export class OfflinePerson implements AsyncDisposable {
  readonly #folder: string;
  #context: BrowserContext | undefined;
  readonly problems: string[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(): Promise<OfflinePerson> {
    const person = new OfflinePerson(await Deno.makeTempDir({ prefix: "drawbridge_person_" }));
    await person.restart();
    return person;
  }

  /** Closes the browser, and starts it with the same profile. */
  async restart(): Promise<void> {
    await this.#context?.close();
    const context = await chromium.launchPersistentContext(this.#folder, {
      ...DESK,
      executablePath: chromePath,
      reducedMotion: "reduce",
      acceptDownloads: true,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
    });
    context.setDefaultTimeout(25_000);
    context.on("page", (page) => {
      page.on("pageerror", (error) => this.problems.push(error.stack ?? error.message));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) this.problems.push(message.text());
      });
    });
    this.#context = context;
  }

  async open(address: string): Promise<Page> {
    const page = await this.#context!.newPage();
    await page.goto(address);
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context?.close();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** Resolves once the client is on the device and answers for the page. */
export async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { serviceWorker } = navigator;
    await serviceWorker.ready;
    if (!serviceWorker.controller) {
      await new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    }
  });
}

/** A test in which the server goes away and browsers are started again. */
export function offlineTest(name: string, test: (server: AppServer, person: OfflinePerson) => Promise<void>): void {
  const isIgnored = chromePath === undefined;
  Deno.test({
    name: isIgnored ? `${name} (needs Chromium: set CHROME_PATH)` : name,
    ignore: isIgnored,
    async fn() {
      await using server = await AppServer.start();
      await using person = await OfflinePerson.create();
      await test(server, person);
      if (person.problems.length > 0) throw new Error(person.problems.join("\n"));
    },
  });
}
