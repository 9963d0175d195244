import type { Database } from "../../../server/database/database.ts";
import { openDatabase } from "../../../server/database/open_database.ts";
import type { Clock } from "../../../board/clock.ts";
import type { ConnectionLimits } from "../../../server/admission/admission.ts";
import type { MemoryBudget } from "../../../server/admission/memory_budget.ts";
import type { AssetsConfig } from "../../../server/process/assets_config.ts";
import { readConfig } from "../../../server/process/config.ts";
import type { IceServer } from "../../../server/process/ice_servers.ts";
import type { Fields, Level, Log } from "../../../server/process/log.ts";
import type { SignInConfig } from "../../../server/process/sign_in_config.ts";
import type { Pages } from "../../../server/routes/pages.ts";
import { createServer, type Server } from "../../../server/server.ts";
import type { ServerOptions } from "../../../server/server_options.ts";
import type { WebhooksConfig } from "../../../server/webhooks/webhooks.ts";
import { until } from "../until.ts";

export interface TestServerOptions {
  /** Default: a database of its own in memory, closed with the server. */
  readonly kv?: Database;
  readonly openBoards?: boolean;
  readonly pages?: Pages;
  readonly allowedHosts?: readonly string[];
  readonly trustedProxies?: readonly string[];
  readonly signIn?: Partial<SignInConfig>;
  readonly now?: () => number;
  /** One of several instances on `kv`; they know each other by this secret. */
  readonly instanceSecret?: string;
  /** The origin at which other instances reach it. Default: its own. */
  readonly instanceAddress?: string;
  /** Default: no limit. */
  readonly boardsPerAddress?: number;
  readonly assets?: Partial<AssetsConfig>;
  readonly iceServers?: readonly IceServer[];
  readonly clock?: Clock;
  readonly limits?: Partial<ConnectionLimits>;
  readonly budget?: MemoryBudget;
  readonly pictureBounds?: ServerOptions["pictureBounds"];
  readonly webhooks?: WebhooksConfig;
  readonly webhookTargets?: ServerOptions["webhookTargets"];
  readonly unfurl?: boolean;
  readonly reach?: ServerOptions["reach"];
}

export interface BoardLinks {
  readonly id: string;
  readonly links: { readonly owner: string; readonly editor: string; readonly viewer: string };
}

/** No limit of memory. */
const CONFIG = readConfig({ MEMORY_MB: "0" });

/**
 * The server in this process, on a free port. It has no workers, because starting one takes as long as most tests, and
 * does not watch the memory of this process.
 */
export class TestServer implements AsyncDisposable {
  readonly origin: string;
  readonly kv: Database;
  /** The events that the server logged, without debug events. */
  readonly log: { level: Level; event: string; fields?: Fields }[] = [];
  readonly server: Server;
  readonly #listener: Deno.HttpServer;
  readonly #ownsKv: boolean;

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    return new TestServer(options.kv ?? await openDatabase(":memory:"), options);
  }

  private constructor(
    kv: Database,
    {
      kv: given,
      openBoards = false,
      pages = NO_PAGES,
      allowedHosts = [],
      trustedProxies = [],
      signIn,
      instanceSecret,
      iceServers = [],
      instanceAddress,
      boardsPerAddress = Infinity,
      webhooks,
      assets,
      unfurl = false,
      ...options
    }: TestServerOptions,
  ) {
    this.kv = kv;
    this.#ownsKv = given === undefined;
    const log: Log = (level, event, fields) => void (level !== "debug" && this.log.push({ level, event, fields }));
    this.#listener = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {}, onError: () => new Response() },
      (request, info) => this.server.fetch(request, info),
    );
    this.origin = `http://127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}`;
    const config = {
      ...CONFIG,
      openBoards,
      allowedHosts,
      boardsPerAddress,
      trustedProxies: new Set(trustedProxies),
      iceServers,
      webhooks,
      unfurl,
      assets: { ...CONFIG.assets, ...assets },
      signIn: { ...CONFIG.signIn, ...signIn },
      instance: instanceSecret === undefined
        ? undefined
        : { address: instanceAddress ?? this.origin, secret: instanceSecret },
    };
    this.server = createServer(config, kv, { pages, log, ...options });
    this.server.webhooks?.start();
  }

  get store(): Server["store"] {
    return this.server.store;
  }

  get links(): Server["links"] {
    return this.server.links;
  }

  get rooms(): Server["rooms"] {
    return this.server.rooms;
  }

  get admission(): Server["admission"] {
    return this.server.admission;
  }

  get refusals(): Server["refusals"] {
    return this.server.refusals;
  }

  get openSessions(): Server["openSessions"] {
    return this.server.openSessions;
  }

  socketUrl(slug: string): string {
    return `${this.origin.replace("http", "ws")}/ws/${slug}`;
  }

  async createBoard(): Promise<BoardLinks> {
    const response = await fetch(`${this.origin}/api/boards`, { method: "POST" });
    if (response.status !== 201) throw new Error(`Cannot create board: ${await response.text()}`);
    return await response.json();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.drain({ goodbyeMs: 0 });
    // A session whose socket is closing still has a timer. Peers that do not read keep theirs.
    const { server } = this;
    await until("the connections have ended", () => server.rooms.sessions + server.forwardedSockets === 0, {
      patienceMs: 500,
    }).catch(() => {});
    await this.#listener.shutdown();
    this.server.close();
    if (this.#ownsKv) this.kv.close();
    // In Deno 2.9 a `WebSocketStream` to another instance has a timer of 0 ms left after `close`. This one is later.
    await new Promise<void>((resolve) => void setTimeout(resolve, 0));
  }
}

const NO_PAGES: Pages = { page: () => undefined, respond: () => undefined };
