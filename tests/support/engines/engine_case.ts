import assert from "node:assert/strict";
import { join } from "node:path";
import type { Board } from "../../../board/document.ts";
import { comparePaint } from "../../../board/order.ts";
import type { Shape } from "../../../board/shape.ts";
import { Peer } from "../peer/peer.ts";
import type { AppServer } from "../server/app_server.ts";
import type { BoardLinks } from "../server/test_server.ts";
import { until } from "../until.ts";
import { BoardWindow, DESK_SIZE } from "./board_window.ts";
import { BLANK_PAGE, type Driver, type Engine, type EngineBrowser, type EngineOptions, type Size } from "./driver.ts";
import { EngineServer } from "./engine_server.ts";

/** What a person does, and what others then see. Runs in each engine. */
export type Journey = (people: People) => Promise<void>;

/** Journeys by the sentence that each proves. */
export type Journeys = Readonly<Record<string, Journey>>;

/** A running server, and people with a window each. The windows of a journey are closed after it. */
export class People {
  readonly server: AppServer;
  readonly downloads: string;
  readonly #browsers: readonly EngineBrowser[];
  readonly #windows: Driver[] = [];

  /** @param browsers give a window in turn */
  constructor(server: AppServer, browsers: readonly EngineBrowser[]) {
    this.server = server;
    this.#browsers = browsers;
    this.downloads = browsers[0].downloads;
  }

  /** A window that shows this address. */
  async visit(address: string, size: Size = DESK_SIZE): Promise<BoardWindow> {
    const driver = await this.#browsers[this.#windows.length % this.#browsers.length].open();
    this.#windows.push(driver);
    await driver.resize(size);
    await driver.goto(address);
    return new BoardWindow(driver);
  }

  /** A window with this board. */
  async open(slug: string, size?: Size): Promise<BoardWindow> {
    const window = await this.visit(this.server.boardUrl(slug), size);
    await window.untilStatus(/^(Saved|View only)$/);
    return window;
  }

  /** A new board, made on the start page, so that the browser knows it. */
  async create(): Promise<BoardWindow> {
    const ada = await this.visit(this.server.origin);
    await ada.button("New board");
    await ada.untilBoard();
    await ada.untilThere({ selector: ".toolbar" });
    return ada;
  }

  /** A new board with these shapes, opened by its owner. */
  async begin(
    { shapes = [], size }: { shapes?: readonly Shape[]; size?: Size } = {},
  ): Promise<{ links: BoardLinks["links"]; ada: BoardWindow }> {
    const { links } = await this.server.createBoard();
    if (shapes.length > 0) {
      await using peer = await Peer.join(this.server.socketUrl(links.owner));
      peer.change((board) => shapes.forEach((shape) => board.add(shape)));
      await peer.untilSaved();
    }
    const ada = await this.open(links.owner, size);
    await ada.untilThere({ selector: ".toolbar" });
    return { links, ada };
  }

  /** Makes a link to a board, as its owner. */
  async makeLink(owner: string, wanted: { role: "editor" | "viewer"; passphrase?: string }): Promise<string> {
    const response = await fetch(`${this.server.origin}/api/boards/${owner}/links`, {
      method: "POST",
      headers: { origin: this.server.origin },
      body: JSON.stringify(wanted),
    });
    if (!response.ok) throw new Error(`Cannot make link: ${await response.text()}`);
    return (await response.json()).slug;
  }

  /** The shapes that the server has stored, in paint order, once they satisfy the condition. */
  async untilStored(slug: string, what: string, areWanted: (shapes: Shape[]) => boolean): Promise<Shape[]> {
    let shapes: Shape[] = [];
    try {
      await until(what, async () => areWanted(shapes = shapesOf(await this.server.board(slug))));
    } catch (error) {
      throw new Error(`The server has ${JSON.stringify(shapes)}`, { cause: error });
    }
    return shapes;
  }

  /** The stored shapes, once there are that many. */
  untilCount(slug: string, count: number): Promise<Shape[]> {
    return this.untilStored(slug, `the server has ${count} shapes`, (shapes) => shapes.length === count);
  }

  /** The next file that a page downloads. */
  async untilDownloaded(): Promise<{ name: string; bytes: Uint8Array }> {
    let name: string | undefined;
    await until("a file is downloaded", async () => {
      const names = await Array.fromAsync(Deno.readDir(this.downloads), (entry) => entry.name);
      name = names.find((name) => /\.(png|svg|pdf|drawbridge)$/.test(name));
      if (name === undefined || names.length !== 1) return false;
      // Firefox replaces the empty file that reserves the name.
      const file = await Deno.stat(join(this.downloads, name)).catch(() => undefined);
      return file !== undefined && file.size > 0;
    });
    const bytes = await Deno.readFile(join(this.downloads, name!));
    await Deno.remove(join(this.downloads, name!));
    return { name: name!, bytes };
  }

  /** A window that does not answer counts as blank. */
  async hasBlankWindow(): Promise<boolean> {
    const addresses = await Promise.all(this.#windows.map((driver) => driver.address().catch(() => BLANK_PAGE)));
    return addresses.includes(BLANK_PAGE);
  }

  async closeWindows(): Promise<void> {
    for (const driver of this.#windows.splice(0)) await driver.close();
  }
}

/** Runs these journeys in one engine, one after another in one browser. */
export function engineTest(engine: Engine, journeys: Journeys, options: EngineOptions = {}): void {
  journeysTest(`${engine.name}, ${options.theme ?? "light"} theme: people use the board`, [engine], journeys, options);
}

/** Runs these journeys between people with different browsers. They take turns in beginning. */
export function mixedTest(engines: readonly Engine[], journeys: Journeys): void {
  const names = engines.map(({ name }) => name).join(" and ");
  journeysTest(`${names}: people with different browsers meet on a board`, engines, journeys, {});
}

function journeysTest(name: string, engines: readonly Engine[], journeys: Journeys, options: EngineOptions): void {
  const missing = engines.flatMap(({ missing }) => missing ?? []);
  Deno.test({
    name: missing.length === 0 ? name : `${name} (needs ${missing.join(", ")})`,
    ignore: missing.length > 0,
    async fn(t) {
      const folder = await Deno.makeTempDir({ prefix: "drawbridge_engine_" });
      try {
        await using server = await EngineServer.start();
        await using running = new AsyncDisposableStack();
        const browsers: EngineBrowser[] = [];
        for (const engine of engines) {
          const own = join(folder, engine.name);
          await Deno.mkdir(join(own, "downloads"), { recursive: true });
          browsers.push(running.use(await engine.start(own, options)));
        }
        for (const [sentence, journey] of Object.entries(journeys)) {
          await step(t, sentence, { server: server.app, browsers, journey });
          browsers.push(browsers.shift()!);
        }
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

async function step(
  t: Deno.TestContext,
  sentence: string,
  { server, browsers, journey }: { server: AppServer; browsers: readonly EngineBrowser[]; journey: Journey },
): Promise<void> {
  await t.step(sentence, async () => {
    if (await runJourney(journey, new People(server, browsers)) === "page lost") {
      const again = await runJourney(journey, new People(server, browsers));
      assert.equal(again, "done", "the browser lost its page twice");
    }
  });
}

/** WebKit sometimes loses its page: its web process ends, and the window is blank. The journey then runs once more. */
async function runJourney(journey: Journey, people: People): Promise<"done" | "page lost"> {
  try {
    await journey(people);
  } catch (error) {
    const isLost = await people.hasBlankWindow();
    // What fails now is a consequence, and would hide the cause.
    await people.closeWindows().catch(() => {});
    if (!isLost) throw error;
    console.warn(`The browser lost its page: ${error}`);
    return "page lost";
  }
  await people.closeWindows();
  return "done";
}

/** The shapes in paint order. */
function shapesOf(board: Board): Shape[] {
  return [...board.readAll()].sort(comparePaint);
}
