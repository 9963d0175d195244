import type { CDPSession, Page } from "playwright-core";
import * as Y from "yjs";
import { Board } from "../../../board/document.ts";
import { comparePaint } from "../../../board/order.ts";
import type { InkShape, Shape } from "../../../board/shape.ts";
import { strokesOf } from "../board/shapes.ts";
import { contents } from "../board/strokes.ts";
import { until } from "../until.ts";
import { countInk, type InkPlace, LAYERS, readCopy } from "./page_readings.ts";

export type Point = readonly [x: number, y: number];

/** Points on the way from one point to another, including both. */
export function line(from: Point, to: Point, steps = 12): Point[] {
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const part = i / steps;
    return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
  });
}

/** A board open in a browser, used only as a person can use it. */
export class BoardPage {
  readonly page: Page;
  readonly slug: string;
  #devtools: Promise<CDPSession> | undefined;

  constructor(page: Page, slug: string) {
    this.page = page;
    this.slug = slug;
  }

  /** The text of the status line. */
  status(): Promise<string> {
    return this.page.locator(".status-text").innerText();
  }

  async untilStatus(words: string | RegExp): Promise<void> {
    await this.page.locator(".status-text", { hasText: words }).waitFor({ timeout: 25_000 });
  }

  async untilSaved(): Promise<void> {
    await this.untilStatus(/^Saved$/);
  }

  /** Moves the pressed mouse without releasing it. */
  async press(points: readonly Point[]): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(...points[0]);
    await mouse.down();
    for (const point of points.slice(1)) await mouse.move(...point);
  }

  /** Draws a stroke with the mouse, in viewport CSS pixels. */
  async draw(points: readonly Point[]): Promise<void> {
    await this.press(points);
    await this.page.mouse.up();
  }

  /** Presses a key chord such as "e" or "Control+z". */
  async key(chord: string): Promise<void> {
    await this.page.keyboard.press(chord);
  }

  /** Runs the first command that the palette finds for these words. */
  async command(words: string): Promise<void> {
    await this.key("Control+k");
    await this.page.getByRole("combobox").fill(words);
    await this.key("Enter");
  }

  /** Runs an action while a key is held down. */
  async holding(key: string, act: () => Promise<unknown>): Promise<void> {
    await this.page.keyboard.down(key);
    await act();
    await this.page.keyboard.up(key);
  }

  /** Draws a rectangle, or the shape of this key, from its upper left corner; it is then selected. */
  async drawBox([x, y]: Point, { key = "r", w = 120, h = 80 } = {}): Promise<void> {
    await this.key(key);
    await this.draw(line([x, y], [x + w, y + h]));
  }

  /** Pastes content copied in another program: one text for each type, such as "text/plain". */
  async paste(copied: Readonly<Record<string, string>>): Promise<void> {
    await this.page.evaluate((copied) => {
      const clipboardData = new DataTransfer();
      for (const [type, text] of Object.entries(copied)) clipboardData.setData(type, text);
      dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
    }, copied);
  }

  /** Clicks a button by its accessible name. */
  async click(name: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name }).first().click();
  }

  /** Opens the card with the person's name and colour: on phones with others by the list of people. */
  async openCard(): Promise<void> {
    const me = this.page.locator("button.me");
    if (await me.isVisible()) return await me.click();
    await this.page.locator("button.others").click();
    await this.page.locator(".person-me").click();
  }

  /** Waits for the notice of something done. Screen readers hear its words from another element. */
  async untilDone(words: string | RegExp): Promise<void> {
    await this.page.locator(".done-notice", { hasText: words }).waitFor();
  }

  /** Makes scripts that the page loads from now on wait until the returned function is called. */
  async holdScripts(): Promise<() => Promise<void>> {
    const held = Promise.withResolvers<void>();
    await this.page.route("**/assets/*.js", async (route) => {
      await held.promise;
      await route.continue();
    });
    return async () => {
      held.resolve();
      await this.page.unrouteAll({ behavior: "wait" });
    };
  }

  /** The shapes in paint order, once there are that many. */
  async shapes(count: number): Promise<Shape[]> {
    let shapes: Shape[] = [];
    await until(`there are ${count} shapes`, async () => {
      shapes = [...(await this.kept()).readAll()].sort(comparePaint);
      return shapes.length === count;
    });
    return shapes;
  }

  /** @throws when the board has no shape with this id */
  async shape(id: string): Promise<Shape> {
    const found = (await this.kept()).read(id);
    if (found === undefined) throw new Error(`Cannot find shape as the board has none called ${id}`);
    return found;
  }

  /** Resolves with the shape once it satisfies the condition. */
  async untilShape(id: string, what: string, isWanted: (shape: Shape) => boolean): Promise<void> {
    await until(what, async () => {
      const shape = (await this.kept()).read(id);
      return shape !== undefined && isWanted(shape);
    });
  }

  /** Resolves when the shapes, in paint order, satisfy the condition. */
  async untilShapes(what: string, areWanted: (shapes: Shape[]) => boolean): Promise<void> {
    await until(what, async () => areWanted([...(await this.kept()).readAll()].sort(comparePaint)));
  }

  /** Like `shapes`, for a board that has only strokes. */
  async strokes(count: number): Promise<InkShape[]> {
    return strokesOf(await this.shapes(count));
  }

  /** The displayed zoom, per cent. */
  async percent(): Promise<number> {
    return parseInt(await this.page.locator(".percent").innerText());
  }

  /** Number of canvas pixels in a square around a point (viewport CSS pixels) that are not paper, over all layers. */
  inkAround([x, y]: Point, radius = 6): Promise<number> {
    return this.page.evaluate(countInk, { x, y, radius, layers: LAYERS } satisfies InkPlace);
  }

  /** Number of colours of the board in a square around a point (viewport CSS pixels). */
  colorsAround([x, y]: Point, radius: number): Promise<number> {
    return this.page.evaluate(({ x, y, radius }) => {
      const canvas = document.querySelector<HTMLCanvasElement>("canvas#board")!;
      const ratio = canvas.width / canvas.clientWidth, size = 2 * radius * ratio;
      const { data } = canvas.getContext("2d")!.getImageData((x - radius) * ratio, (y - radius) * ratio, size, size);
      return new Set(new Uint32Array(data.buffer)).size;
    }, { x, y, radius });
  }

  /** True when something is painted around a point on a layer above the board, such as "drafts" or "peer-outlines". */
  isPaintedOn(layer: string, [x, y]: Point, radius = 8): Promise<boolean> {
    return this.page.evaluate(({ layer, x, y, radius }) => {
      const canvases = document.querySelectorAll<HTMLCanvasElement>(`canvas#${layer}, #${layer} canvas`);
      return [...canvases].some((canvas) => {
        if (canvas.hidden || canvas.width === 0) return false;
        const ratio = canvas.width / canvas.clientWidth, size = 2 * radius * ratio;
        const left = (x - radius - canvas.offsetLeft) * ratio, top = (y - radius - canvas.offsetTop) * ratio;
        const { data } = canvas.getContext("2d")!.getImageData(left, top, size, size);
        return data.some((value) => value > 0);
      });
    }, { layer, x, y, radius });
  }

  async untilInk(at: Point): Promise<void> {
    await until(`there is ink at ${at}`, async () => await this.inkAround(at) > 0);
  }

  async untilNoInk(at: Point): Promise<void> {
    await until(`there is no ink at ${at}`, async () => await this.inkAround(at) === 0);
  }

  /** The board in this browser's storage. Every change of the page's document is stored within half a second. */
  async kept(): Promise<Board> {
    const updates = await this.page.evaluate(readCopy, `drawbridge-${this.slug}`);
    const board = new Board();
    for (const update of updates) Y.applyUpdate(board.doc, update);
    return board;
  }

  /** Resolves when this browser's board equals the other one, shape for shape. */
  async untilSame(other: Board): Promise<void> {
    const wanted = printed(other);
    let found = "";
    try {
      await until("the boards are the same", async () => (found = printed(await this.kept())) === wanted);
    } catch (error) {
      throw new Error(`${count(found)} shapes here, ${count(wanted)} wanted`, { cause: error });
    }
  }

  /** Chromium's own protocol, for functions that Playwright lacks. */
  devtools(): Promise<CDPSession> {
    return this.#devtools ??= this.page.context().newCDPSession(this.page);
  }
}

/** Makes a board on the start page, which must be open, as people do. `inLanguage` translates the texts on the page. */
export async function createBoard(
  page: Page,
  { inLanguage = (english: string) => english, status = inLanguage("Saved") as string | RegExp } = {},
): Promise<BoardPage> {
  await page.getByRole("button", { name: inLanguage("New board") }).click();
  await page.waitForURL("**/b/*");
  // The address bar shows a link for others; the owner link is in the browser's storage.
  const owner = await page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!)[0].slug);
  const board = new BoardPage(page, owner);
  await board.untilStatus(status);
  return board;
}

/** The slug in a board's address. */
export function slugOf(address: string): string {
  return new URL(address).pathname.split("/").at(-1)!;
}

/** Every shape with all its properties, as text. */
export function printed(board: Board): string {
  return JSON.stringify(
    [...contents(board).values()],
    (_, value) => value instanceof Uint8Array ? [...value].join(" ") : value,
  );
}

function count(text: string): number {
  return text === "" ? 0 : JSON.parse(text).length;
}
