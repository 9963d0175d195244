import { Buffer } from "node:buffer";
import type { Driver, Size } from "./driver.ts";
import { STEP_MS } from "./driver.ts";

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

type Action = Readonly<Record<string, unknown>>;

/** Sends one command to a WebDriver server. */
export async function command(server: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(server + path, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(STEP_MS),
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
  readonly #forget: () => Promise<void>;

  /** @param forget runs when the window is closed */
  static async start(server: string, capabilities: unknown, forget: () => Promise<void>): Promise<WebDriverSession> {
    const started = await command(server, "POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    return new WebDriverSession(server, (started as { sessionId: string }).sessionId, forget);
  }

  private constructor(server: string, id: string, forget: () => Promise<void>) {
    this.#server = server;
    this.#path = `/session/${id}`;
    this.#forget = forget;
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
    const [w, h] = await this.evaluate(() => [innerWidth, innerHeight], undefined);
    if (w === width && h === height) return;
    await this.#post("/window/rect", { width: width + width - w, height: height + edge + height - h });
  }

  async evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    const script = `const [argument, done] = arguments;
      (async () => await (${run})(argument))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.#post("/execute/async", { script, args: [argument ?? null] });
    const { value, error } = answer as { value: R; error?: string };
    if (error !== undefined) throw new Error(`Cannot run in the page: ${error}`);
    return value;
  }

  moveMouse(x: number, y: number): Promise<void> {
    return this.#mouse({ type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) });
  }

  pressMouse(): Promise<void> {
    return this.#mouse({ type: "pointerDown", button: 0 });
  }

  releaseMouse(): Promise<void> {
    return this.#mouse({ type: "pointerUp", button: 0 });
  }

  async wheel(deltaX: number, deltaY: number): Promise<void> {
    const { x, y } = this.#at;
    await this.#act({ type: "wheel", id: "wheel", actions: [{ type: "scroll", x, y, deltaX, deltaY, duration: 0 }] });
  }

  pressKey(key: string): Promise<void> {
    return this.#keys([{ type: "keyDown", value: KEYS.get(key) ?? key }]);
  }

  releaseKey(key: string): Promise<void> {
    return this.#keys([{ type: "keyUp", value: KEYS.get(key) ?? key }]);
  }

  type(text: string): Promise<void> {
    const values = [...text].map((letter) => letter === "\n" ? KEYS.get("Enter")! : letter);
    return this.#keys(values.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]));
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await command(this.#server, "GET", `${this.#path}/screenshot`) as string, "base64");
  }

  async close(): Promise<void> {
    await command(this.#server, "DELETE", this.#path);
    await this.#forget();
  }

  #at = { x: 0, y: 0 };

  async #mouse(action: Action): Promise<void> {
    if (action.type === "pointerMove") this.#at = { x: Number(action.x), y: Number(action.y) };
    await this.#act({ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: [action] });
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
