import { countInk, LAYERS } from "../browser/page_readings.ts";
import { until } from "../until.ts";
import type { Driver, Point, Size } from "./driver.ts";
import { boxOf, countOf, type Sought, textOf } from "./element_readings.ts";

export const DESK_SIZE: Size = { width: 1280, height: 800 };
export const PHONE_SIZE: Size = { width: 390, height: 844 };

/** A page of the application in a window of any engine, used only as a person can use it. */
export class BoardWindow {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  async untilStatus(words: RegExp): Promise<void> {
    let found = "";
    try {
      await until(`the status is ${words}`, async () => words.test(found = await this.textOf(".status-text")));
    } catch (error) {
      throw new Error(`The status is “${found}”`, { cause: error });
    }
  }

  /** Resolves when the browser has left another page for a board, and the board is saved. */
  async untilBoard(): Promise<void> {
    await until("a board is open", async () => new URL(await this.driver.address()).pathname.startsWith("/b/"));
    await this.untilSaved();
  }

  async untilSaved(): Promise<void> {
    await this.untilStatus(/^Saved$/);
  }

  /** Drags with the mouse along these points. */
  async draw(points: readonly Point[]): Promise<void> {
    await this.driver.pressMouse(points);
    await this.driver.releaseMouse();
  }

  async clickAt(point: Point): Promise<void> {
    await this.draw([point]);
  }

  /** Presses a key chord such as "e" or "Control+Shift+z". */
  async key(chord: string): Promise<void> {
    const parts = chord.split("+");
    const name = parts.pop()!;
    // Shift makes a capital letter of it, as on a keyboard.
    const key = parts.includes("Shift") && name.length === 1 ? name.toUpperCase() : name;
    await this.driver.chord([...parts, key]);
  }

  async type(text: string): Promise<void> {
    await this.driver.type(text);
  }

  /** Draws a shape of 120 × 80, or of this size, with the tool of this key; the shape is then selected. */
  async drawBox([x, y]: Point, { key = "r", w = 120, h = 80 } = {}): Promise<void> {
    await this.key(key);
    await this.draw([[x, y], [x + w / 2, y + h / 2], [x + w, y + h]]);
  }

  /** Runs the first command that the palette finds for these words. */
  async command(words: string): Promise<void> {
    await this.key("Control+k");
    await this.untilThere({ selector: "[role=combobox]" });
    await this.type(words);
    await this.key("Enter");
  }

  /** Clicks the middle of the first visible element. */
  async click(sought: Sought): Promise<void> {
    const { x, y, width, height } = await this.untilThere(sought);
    await this.clickAt([x + width / 2, y + height / 2]);
  }

  /** Clicks a button by its accessible name, once it can be pressed. */
  async button(name: string): Promise<void> {
    await this.click({ selector: "button:enabled", name });
  }

  /** Resolves with the place of the first visible element, once it is there and stays where it is. */
  async untilThere(sought: Sought): Promise<DOMRectReadOnly> {
    let before = "", box: DOMRectReadOnly | null = null;
    await until(`there is ${JSON.stringify(sought)}`, async () => {
      box = await this.driver.evaluate(boxOf, sought);
      const now = JSON.stringify(box), rests = box !== null && now === before;
      before = now;
      return rests;
    });
    return box!;
  }

  async untilGone(sought: Sought): Promise<void> {
    await until(`there is no ${JSON.stringify(sought)}`, async () => await this.count(sought) === 0);
  }

  /** The number of visible elements. */
  count(sought: Sought): Promise<number> {
    return this.driver.evaluate(countOf, sought);
  }

  /** The text or value of the first element; empty if there is none. */
  textOf(selector: string): Promise<string> {
    return this.driver.evaluate(textOf, selector);
  }

  /** Number of canvas pixels in a square around a point that differ from the background. */
  inkAround([x, y]: Point, radius = 6): Promise<number> {
    return this.driver.evaluate(countInk, { x, y, radius, layers: LAYERS });
  }

  async untilInk(at: Point, radius?: number): Promise<void> {
    await until(`there is ink at ${at}`, async () => await this.inkAround(at, radius) > 0);
  }

  async untilNoInk(at: Point, radius?: number): Promise<void> {
    await until(`there is no ink at ${at}`, async () => await this.inkAround(at, radius) === 0);
  }
}
