import type { Board } from "../../../board/document.ts";
import type { Random } from "../../support/random.ts";
import { stroke } from "../../support/board/strokes.ts";
import type { Internet } from "../world/internet.ts";
import { Machine } from "../world/process.ts";
import type { Device } from "./device.ts";
import type { OpenPage } from "./open_page.ts";
import { Page, type PageOptions } from "./page.ts";
import { StockPage } from "./stock_page.ts";

export interface PersonOptions extends Pick<PageOptions, "internet" | "onSaved"> {
  /** Number of the person, which its name and address contain. */
  readonly index: number;
  /** Name of the board, which all of its shapes contain. */
  readonly board: string;
  readonly slug: string;
  /** What the person chose, or another program with the stock client. */
  readonly choice: Device["choice"] | "stock";
  readonly isSocketBlocked: boolean;
  readonly role: "editor" | "viewer";
}

/** Somebody with a link, who opens the page, draws, closes it, and comes back. */
export class Person {
  readonly machine: Machine;
  readonly device: Device;
  readonly board: string;
  readonly role: "editor" | "viewer";
  slug: string;
  isSocketBlocked: boolean;
  #page: OpenPage | undefined;
  #loads = 0;
  #isGone = false;
  /** When the person last left or came, ms. */
  changedAt = 0;
  readonly #options: PersonOptions;

  constructor(options: PersonOptions) {
    const { index, board, slug, choice, isSocketBlocked, role } = options;
    this.#options = options;
    this.machine = new Machine(`person ${index}`, `172.16.${index >> 8}.${index & 255}`);
    this.device = {
      unsaved: 0,
      choice: choice === "stock" ? "websocket" : choice,
      hasSocketWorked: false,
      isPollingRecent: false,
    };
    [this.board, this.slug, this.isSocketBlocked, this.role] = [board, slug, isSocketBlocked, role];
  }

  get canDraw(): boolean {
    return this.role === "editor";
  }

  /** Undefined while the person is away. */
  get page(): OpenPage | undefined {
    return this.#page;
  }

  get #internet(): Internet {
    return this.#options.internet;
  }

  come(): void {
    if (this.#page || this.#isGone) return;
    const { internet, onSaved } = this.#options;
    this.changedAt = internet.network.scheduler.now;
    const name = `${this.board}-${this.machine.name.replace(" ", "-")}-${++this.#loads}`;
    const common = { internet, machine: this.machine, slug: this.slug, name };
    this.#page = this.#options.choice === "stock"
      ? new StockPage(common)
      : new Page({ ...common, onSaved, device: this.device, isSocketBlocked: () => this.isSocketBlocked });
  }

  /** Leaves and never comes back. */
  goAway(): void {
    this.#isGone = true;
    this.leave();
  }

  /** Closes the page. */
  leave({ isCopyKept = true } = {}): void {
    this.#page?.close({ isCopyKept });
    this.#left();
  }

  /** The page ends without a word. Its connections end, unless the whole machine is off. */
  crash({ isCopyKept = true, isMachineOff = false } = {}): void {
    const process = this.#page?.process;
    this.#page?.crash({ isCopyKept });
    if (process && !isMachineOff) this.#internet.ended(process);
    this.#left();
  }

  /** Does one thing that people do. */
  act(random: Random): void {
    const page = this.#page;
    if (page === undefined) return;
    const kind = random.float();
    if (kind < 0.3 || !this.canDraw) page.pointAt(random.below(1_000), random.below(1_000));
    else page.change((board) => drawSomething(board, `${this.board}_${page.newShapeId()}`, random));
  }

  #left(): void {
    this.#page = undefined;
    this.changedAt = this.#internet.network.scheduler.now;
  }
}

function drawSomething(board: Board, id: string, random: Random): void {
  const kind = random.float();
  const ids = [...board.shapes.keys()];
  if (ids.length === 0 || kind < 0.5) return board.add(stroke(id, random, 5));
  const target = random.pick(ids);
  if (kind < 0.75) board.edit(target, random.pick(["x", "y", "opacity"]), random.below(10) / 10);
  else if (kind < 0.92) writeText(board, target, random);
  else board.remove(new Set([target]));
}

function writeText(board: Board, id: string, random: Random): void {
  const text = board.textOf(id);
  const at = random.below(text.length + 1);
  if (random.float() < 0.3 && text.length > at) text.delete(at, 1);
  else text.insert(at, "abc");
}
