import { type Clock, systemClock } from "../../board/clock.ts";
import { Pace } from "../editor/pace.ts";

/** Others see my pointer at most this often, ms. */
const REPORT_EVERY_MS = 50;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Tells where my pointer is: the first move at once, then the newest every 50 ms, the last one always. Hidden pages and
 * pointers that left tell null at once.
 */
export class CursorReport {
  readonly #send: (at: Point | null) => void;
  readonly #pace: Pace;
  #pending: Point | undefined;
  #isShown = false;
  #isHidden = false;

  constructor(send: (at: Point | null) => void, clock: Clock = systemClock) {
    this.#send = send;
    this.#pace = new Pace(() => this.#flush(), REPORT_EVERY_MS, clock);
  }

  at(point: Point): void {
    if (this.#isHidden) return;
    this.#pending = point;
    this.#pace.ask();
  }

  /** The pointer is not over the board. */
  clear(): void {
    this.#pace.drop();
    this.#pending = undefined;
    if (this.#isShown) this.#send(null);
    this.#isShown = false;
  }

  /** The page is hidden, or seen again. */
  hide(isHidden: boolean): void {
    if (isHidden) this.clear();
    this.#isHidden = isHidden;
  }

  close(): void {
    this.clear();
    this.#pace.close();
    this.#isHidden = true;
  }

  #flush(): void {
    if (this.#pending === undefined) return;
    this.#send(this.#pending);
    this.#isShown = true;
    this.#pending = undefined;
  }
}
