import { Buffer } from "node:buffer";
import { until } from "../until.ts";
import type { Driver, Point, Size } from "./driver.ts";
import { BLANK_PAGE, STEP_MS } from "./driver.ts";

/** W3C WebDriver gives keys without a character a private one: https://w3c.github.io/webdriver/#keyboard-actions */
const KEYS: ReadonlyMap<string, string> = new Map(Object.entries({
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
  F2: "\uE032",
}));

/** After this, a window that does not have the size asked for has edges of another size, ms. */
const RESIZED_MS = 500;

type Action = Readonly<Record<string, unknown>>;

const DOWN: Action = { type: "pointerDown", button: 0 };
const UP: Action = { type: "pointerUp", button: 0 };

function keyDown(key: string): Action {
  return { type: "keyDown", value: KEYS.get(key) ?? key };
}

function keyUp(key: string): Action {
  return { type: "keyUp", value: KEYS.get(key) ?? key };
}

/** Sends one command to a WebDriver server. */
export async function command(server: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const init = { method, body: body === undefined ? undefined : JSON.stringify(body) };
  const response = await fetch(server + path, { ...init, signal: AbortSignal.timeout(STEP_MS) }).catch((cause) => {
    throw new Error(`Cannot do ${method} ${path}: ${init.body ?? ""}`, { cause });
  });
  const { value } = await response.json();
  if (!response.ok) {
    throw new Error(`Cannot do ${method} ${path} as the browser said: ${value.error}: ${value.message}`);
  }
  return value;
}

/** A session of a WebDriver server: one browser with one window. */
export class WebDriverSession implements Driver {
  readonly #server: string;
  readonly #path: string;
  readonly #closed: (session: WebDriverSession) => void;
  #at: Point = [0, 0];

  /** @param options `closed` receives the session when its window is empty again */
  static async start(
    server: string,
    capabilities: unknown,
    { closed }: { closed: (session: WebDriverSession) => void },
  ): Promise<WebDriverSession> {
    const started = await command(server, "POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    return new WebDriverSession(server, (started as { sessionId: string }).sessionId, closed);
  }

  private constructor(server: string, id: string, closed: (session: WebDriverSession) => void) {
    this.#server = server;
    this.#path = `/session/${id}`;
    this.#closed = closed;
  }

  async goto(url: string): Promise<void> {
    await this.#post("/url", { url });
  }

  async reload(): Promise<void> {
    await this.#post("/refresh", {});
  }

  async address(): Promise<string> {
    return await command(this.#server, "GET", `${this.#path}/url`) as string;
  }

  async resize({ width, height }: Size): Promise<void> {
    const edge = await this.evaluate(() => outerHeight - innerHeight, undefined);
    await this.#post("/window/rect", { width, height: height + edge });
    let w = 0, h = 0;
    const hasSize = async () => {
      [w, h] = await this.evaluate(() => [innerWidth, innerHeight], undefined);
      return w === width && h === height;
    };
    // The page is told a moment later.
    if (await until("the window has its size", hasSize, { patienceMs: RESIZED_MS }).then(() => true, () => false)) {
      return;
    }
    await this.#post("/window/rect", { width: width + width - w, height: height + edge + height - h });
    await until(`the window is ${width} × ${height}`, hasSize);
  }

  async evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    const script = `const [argument, done] = arguments;
      (async () => await (${run})(argument))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.#post("/execute/async", { script, args: [argument ?? null] });
    const { value, error } = answer as { value: R; error?: string };
    if (error !== undefined) throw new Error(`Cannot run in the page: ${error}`);
    return value;
  }

  moveMouse(to: Point): Promise<void> {
    return this.#mouse([this.#move(to)]);
  }

  pressMouse([from, ...others]: readonly Point[]): Promise<void> {
    return this.#mouse([this.#move(from), DOWN, ...others.map((point) => this.#move(point))]);
  }

  releaseMouse(): Promise<void> {
    return this.#mouse([UP]);
  }

  doubleClick(at: Point): Promise<void> {
    return this.#mouse([this.#move(at), DOWN, UP, DOWN, UP]);
  }

  async wheel(deltaX: number, deltaY: number): Promise<void> {
    const [x, y] = this.#at;
    await this.#act({ type: "wheel", id: "wheel", actions: [{ type: "scroll", x, y, deltaX, deltaY, duration: 0 }] });
  }

  chord(keys: readonly string[]): Promise<void> {
    return this.#keys([...keys.map(keyDown), ...keys.toReversed().map(keyUp)]);
  }

  type(text: string): Promise<void> {
    const keys = [...text].map((letter) => letter === "\n" ? "Enter" : letter);
    return this.#keys(keys.flatMap((key) => [keyDown(key), keyUp(key)]));
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await command(this.#server, "GET", `${this.#path}/screenshot`) as string, "base64");
  }

  async close(): Promise<void> {
    await command(this.#server, "DELETE", `${this.#path}/actions`);
    const address = await this.address();
    if (address !== BLANK_PAGE) {
      // A page of the same origin that has nothing open.
      await this.goto(new URL("/healthz", address).href);
      await this.evaluate(forgetAll, undefined);
      await this.goto(BLANK_PAGE);
    }
    this.#closed(this);
  }

  /** Ends the browser. */
  async end(): Promise<void> {
    await command(this.#server, "DELETE", this.#path);
  }

  #move(to: Point): Action {
    this.#at = [Math.round(to[0]), Math.round(to[1])];
    return { type: "pointerMove", duration: 0, x: this.#at[0], y: this.#at[1] };
  }

  #mouse(actions: readonly Action[]): Promise<void> {
    return this.#act({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions });
  }

  #keys(actions: readonly Action[]): Promise<void> {
    return this.#act({ type: "key", id: "keyboard", actions });
  }

  async #act(source: Action): Promise<void> {
    await this.#post("/actions", { actions: [source] });
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return command(this.#server, "POST", this.#path + path, body);
  }
}

/** Runs in the page: deletes everything that its origin stored. */
async function forgetAll(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name!);
      request.onsuccess = resolve;
      request.onerror = reject;
    });
  }
}
