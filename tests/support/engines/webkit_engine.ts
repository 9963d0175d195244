import { existsSync } from "node:fs";
import { join } from "node:path";
import { until } from "../until.ts";
import type { Driver, Engine, EngineBrowser, EngineOptions } from "./driver.ts";
import { command, WebDriverSession } from "./webdriver_session.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const XVFB = "/usr/bin/Xvfb";
const browserPath = miniBrowser();

/** The toolbar of MiniBrowser makes its window wider than a phone unless its buttons have no size. */
const NO_TOOLBAR = `* { min-width: 0; padding: 0; margin: 0; border: 0; }
entry, button, image, label { font-size: 1px; min-height: 0; -gtk-icon-transform: scale(0.1); }
`;

/** WebKitGTK, through W3C WebDriver and a display in memory. */
export const webkitEngine: Engine = {
  name: "WebKit",
  missing: whatIsMissing(),
  start: (folder, options) => WebKitBrowser.start(folder, options),
};

class WebKitBrowser implements EngineBrowser {
  readonly downloads: string;
  readonly #display: Display;
  readonly #env: Readonly<Record<string, string>>;
  readonly #idle: WebDriverSession[] = [];
  readonly #sessions: WebDriverSession[] = [];
  readonly #servers: DriverServer[] = [];

  static async start(folder: string, { theme = "light" }: EngineOptions = {}): Promise<WebKitBrowser> {
    const config = join(folder, "config");
    await Deno.mkdir(join(config, "gtk-3.0"), { recursive: true });
    await Deno.writeTextFile(join(config, "gtk-3.0", "gtk.css"), NO_TOOLBAR);
    await Deno.writeTextFile(
      join(config, "gtk-3.0", "settings.ini"),
      "[Settings]\ngtk-enable-animations=false\n",
    );
    const downloads = join(folder, "downloads");
    await Deno.writeTextFile(join(config, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
    const display = await Display.start();
    const env = {
      DISPLAY: display.name,
      GDK_BACKEND: "x11",
      GTK_THEME: theme === "dark" ? "Adwaita:dark" : "Adwaita",
      HOME: folder,
      XDG_CONFIG_HOME: config,
    };
    return new WebKitBrowser(display, env, downloads);
  }

  private constructor(display: Display, env: Readonly<Record<string, string>>, downloads: string) {
    this.#display = display;
    this.#env = env;
    this.downloads = downloads;
  }

  async open(): Promise<Driver> {
    return this.#idle.pop() ?? await this.#start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#sessions) await session.end();
    for (const server of this.#servers) await server[Symbol.asyncDispose]();
    await this.#display[Symbol.asyncDispose]();
  }

  /** A server has at most one session, so each window has a server. Windows are used again, as starting one is slow. */
  async #start(): Promise<WebDriverSession> {
    const server = await DriverServer.start(this.#env);
    this.#servers.push(server);
    const capabilities = { "webkitgtk:browserOptions": { binary: browserPath, args: ["--automation"] } };
    const session = await WebDriverSession.start(server.address, capabilities, {
      closed: (session) => void this.#idle.push(session),
    });
    this.#sessions.push(session);
    return session;
  }
}

/** An X server in memory. Without `-noreset` it starts anew, and loses clients, whenever its last client leaves. */
class Display implements AsyncDisposable {
  readonly name: string;
  readonly #process: Deno.ChildProcess;

  static async start(): Promise<Display> {
    const process = new Deno.Command(XVFB, {
      args: ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    let printed = "";
    for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
      printed += text;
      // It would end if the pipe closed before it had written the whole line.
      if (printed.endsWith("\n")) return new Display(process, `:${printed.trim()}`);
    }
    throw new Error("Cannot start WebKit as Xvfb ended");
  }

  private constructor(process: Deno.ChildProcess, name: string) {
    this.#process = process;
    this.name = name;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#process.status;
  }
}

/** A process of WebKitWebDriver. */
class DriverServer implements AsyncDisposable {
  readonly address: string;
  readonly #process: Deno.ChildProcess;

  static async start(env: Readonly<Record<string, string>>): Promise<DriverServer> {
    const port = freePort();
    const process = new Deno.Command(DRIVER, {
      args: ["--host=127.0.0.1", `--port=${port}`],
      env,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const server = new DriverServer(process, `http://127.0.0.1:${port}`);
    await until(
      "WebKitWebDriver listens",
      () => command(server.address, "GET", "/status").then(() => true, () => false),
    );
    return server;
  }

  private constructor(process: Deno.ChildProcess, address: string) {
    this.#process = process;
    this.address = address;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#process.status;
  }
}

/** WebKitWebDriver cannot choose a port itself. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function miniBrowser(): string | undefined {
  if (Deno.build.os !== "linux") return undefined;
  const paths = Array.from(Deno.readDirSync("/usr/lib"), ({ name }) => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`);
  return paths.find((path) => existsSync(path));
}

function whatIsMissing(): string | undefined {
  if (browserPath === undefined || !existsSync(DRIVER)) return "WebKit: install webkit2gtk-driver";
  return existsSync(XVFB) ? undefined : "a display: install xvfb";
}
