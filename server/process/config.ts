import { dirname, win32 } from "node:path";
import { isIP } from "node:net";
import { BOARDS_PER_ADDRESS } from "../../board/limits.ts";
import { ASSET_VARIABLES, type AssetsConfig, readAssets } from "./assets_config.ts";
import { type Level, LEVELS } from "./log.ts";
import { type Proxies, ProxyList } from "../http/trusted_proxies.ts";
import { type IceServer, readIceServers } from "./ice_servers.ts";
import { PROVIDER_VARIABLE, readProviders } from "./provider_config.ts";
import { SIGN_IN_MODES, type SignInConfig, type SignInMode } from "./sign_in_config.ts";
import { findTypos } from "./typos.ts";
import { readWebhooks, WEBHOOK_VARIABLES } from "./webhook_config.ts";
import type { WebhooksConfig } from "../webhooks/webhooks.ts";

/** The configuration, read from environment variables. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** A PostgreSQL URL, a file, `:memory:` or a KV Connect URL; undefined: the database of the hosting platform. */
  readonly database: string | undefined;
  /** Any well-formed name opens a board for anyone. Only for a trusted network. */
  readonly openBoards: boolean;
  /** Host names accepted in requests, besides IP addresses and localhost. Empty: see `allowedHosts`. */
  readonly allowedHosts: readonly string[];
  /** Boards that one address may create in ten minutes; Infinity: no limit. */
  readonly boardsPerAddress: number;
  /** Development mode: live reload, and the server listens on this machine only. */
  readonly dev: boolean;
  /** True on Deno Deploy. */
  readonly isHosted: boolean;
  /** Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are trusted. */
  readonly trustedProxies: Proxies;
  /** The process saves all boards and exits before it uses more memory than this; undefined: no limit. */
  readonly memoryBytes: number | undefined;
  readonly logLevel: Level;
  readonly signIn: SignInConfig;
  /** Undefined: this is the only instance that uses the database. */
  readonly instance: InstanceConfig | undefined;
  /** What helps pages to connect directly. Pages that want that receive it, with its passwords. */
  readonly iceServers: readonly IceServer[];
  /** The server reads linked pages, so that links become cards with titles. */
  readonly unfurl: boolean;
  readonly assets: AssetsConfig;
  /** Undefined: nobody may have webhooks. */
  readonly webhooks: WebhooksConfig | undefined;
}

/** What instances on one database need to pass connections on to each other. */
export interface InstanceConfig {
  /** The origin at which the others reach this instance. */
  readonly address: string;
  /** Known to all instances and nobody else. */
  readonly secret: string;
}

/** Everything that is wrong with the environment, one line for each problem. */
export class ConfigProblem extends Error {
  override name = "ConfigProblem";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string>>;

const LOCAL_KV_PATH = "data/drawbridge.sqlite3";

/** Deno Deploy ends a process with more than 768 MB. */
const HOSTED_MEMORY_MB = 640;
const LOCAL_MEMORY_MB = 1_536;
const MEMORY_MB_MIN = 200;

const NAMES = [
  "HOST",
  "PORT",
  "KV_PATH",
  "DATABASE_URL",
  "OPEN_BOARDS",
  "ALLOWED_HOSTS",
  "BOARDS_PER_ADDRESS",
  "MEMORY_MB",
  "TRUSTED_PROXIES",
  "LOG_LEVEL",
  "SIGN_IN",
  "PUBLIC_ORIGIN",
  "USER_HEADER",
  "INSTANCE_ADDRESS",
  "INSTANCE_SECRET",
  "ICE_SERVERS",
  "UNFURL",
  ...ASSET_VARIABLES,
  ...WEBHOOK_VARIABLES,
];

/** @throws {ConfigProblem} naming each invalid variable, the reason, and a valid example */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  /** An empty variable counts as unset. */
  const read = <T>(name: string, fallback: string, parse: (text: string) => T | Wrong): T => {
    const text = env[name]?.trim() || fallback;
    const value = parse(text);
    if (value instanceof Wrong) problems.push(`Cannot use ${name} as ${value.why}: ${shown(text)}`);
    return value as T;
  };
  const dev = read("DEV", "false", flag);
  const isHosted = Boolean(env.DENO_DEPLOYMENT_ID || env.DENO_DEPLOY);
  const postgres = read("DATABASE_URL", "", postgresUrl);
  const config: Config = {
    host: read("HOST", dev ? "127.0.0.1" : "0.0.0.0", host),
    port: read("PORT", "8000", port),
    database: postgres ?? read(
      "KV_PATH",
      isHosted ? "" : LOCAL_KV_PATH,
      (text) => kvPath(text, { needsToken: !isHosted && !env.DENO_KV_ACCESS_TOKEN }),
    ),
    openBoards: read("OPEN_BOARDS", "false", flag),
    allowedHosts: read("ALLOWED_HOSTS", "", hostNames),
    boardsPerAddress: read("BOARDS_PER_ADDRESS", String(BOARDS_PER_ADDRESS), boardRate),
    dev,
    isHosted,
    trustedProxies: read("TRUSTED_PROXIES", "", proxies),
    memoryBytes: read("MEMORY_MB", String(isHosted ? HOSTED_MEMORY_MB : LOCAL_MEMORY_MB), memory),
    logLevel: read("LOG_LEVEL", "info", level),
    signIn: {
      mode: read("SIGN_IN", "optional", signInMode),
      publicOrigin: read("PUBLIC_ORIGIN", "", publicOrigin),
      providers: readProviders(env, problems),
      userHeader: read("USER_HEADER", "", (text) => userHeader(text, { hasProxies: Boolean(env.TRUSTED_PROXIES) })),
    },
    instance: instanceConfig(read("INSTANCE_ADDRESS", "", origin), env.INSTANCE_SECRET?.trim() ?? "", problems),
    iceServers: read("ICE_SERVERS", "", iceServers),
    unfurl: read("UNFURL", "false", flag),
    assets: readAssets(env, problems),
    webhooks: readWebhooks(env, problems),
  };
  if (problems.length > 0) throw new ConfigProblem(problems);
  return config;
}

/** Variables that are probably misspelled names of ours, such as `OPEN_BOARD`. */
export function likelyTypos(env: Environment): { name: string; meant: string }[] {
  return findTypos(Object.keys(env).filter((name) => !PROVIDER_VARIABLE.test(name)), NAMES);
}

/** The drive of a Windows path. No URL has a scheme of one letter. */
const DRIVE = /^[a-z]:/i;

/** The folder of a database file, which must exist before the file is opened; undefined when it is not a file. */
export function kvFolder(database: string | undefined): string | undefined {
  if (database === undefined || database === ":memory:" || /^https?:/.test(database)) return undefined;
  if (isPostgres(database)) return undefined;
  return DRIVE.test(database) ? win32.dirname(database) : dirname(database);
}

export function isPostgres(database: string | undefined): boolean {
  return database !== undefined && /^postgres(ql)?:\/\//.test(database);
}

/** The value quoted, without the user name and password of a URL. */
export function shown(text: string): string {
  return JSON.stringify(text.replace(/\/\/[^/]*@/, "//…@").replace(/\b(turns?:)[^,]*@/gi, "$1…@"));
}

/** The result of parsing an invalid value. */
class Wrong {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

function host(text: string): string | Wrong {
  const isName = /^(?!-)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(text) && !/^[\d.]+$/.test(text);
  return isIP(text) || isName ? text : new Wrong("it is no address to listen on (such as 0.0.0.0, ::1 or localhost)");
}

const HOST_NAME = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.?$/i;

function hostNames(text: string): string[] | Wrong {
  const names = text.split(",").map((name) => name.trim()).filter(Boolean);
  if (names.every((name) => HOST_NAME.test(name))) return names;
  return new Wrong("it is no list of names without scheme and port (such as board.example.org, wiki.lan)");
}

function boardRate(text: string): number | Wrong {
  if (!/^\d{1,9}$/.test(text)) return new Wrong("it is neither 0 (no limit) nor a whole number (such as 120)");
  return Number(text) || Infinity;
}

function port(text: string): number | Wrong {
  const isPort = /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
  return isPort ? Number(text) : new Wrong("it is no whole number from 0 to 65535 (such as 8000)");
}

function kvPath(text: string, { needsToken }: { needsToken: boolean }): string | undefined | Wrong {
  if (text === "" || text === ":memory:") return text || undefined;
  const scheme = DRIVE.test(text) ? undefined : text.match(/^([a-z][a-z0-9+.-]*):/i)?.[1].toLowerCase();
  if (scheme === undefined) {
    return /[/\\]$|^[a-z]:$/i.test(text) ? new Wrong("it is a folder (a file: data/boards.sqlite3)") : text;
  }
  if ((scheme !== "http" && scheme !== "https") || !URL.canParse(text)) {
    return new Wrong("it is no file, :memory: or KV Connect URL (such as https://kv.example.org)");
  }
  return needsToken ? new Wrong("a KV Connect URL needs DENO_KV_ACCESS_TOKEN as well") : text;
}

function postgresUrl(text: string): string | undefined | Wrong {
  if (text === "") return undefined;
  if (isPostgres(text) && URL.canParse(text)) return text;
  return new Wrong("it is no PostgreSQL URL (such as postgres://user:password@db.example.org:5432/drawbridge)");
}

function iceServers(text: string): readonly IceServer[] | Wrong {
  return readIceServers(text) ??
    new Wrong(
      "it is no list of STUN and TURN servers (such as stun:stun.example.org, turn:user:password@turn.example.org)",
    );
}

function flag(text: string): boolean | Wrong {
  if (["0", "false"].includes(text)) return false;
  return ["1", "true"].includes(text) || new Wrong("it is neither true nor false");
}

function proxies(text: string): Proxies | Wrong {
  const entries = text.split(",").map((entry) => entry.trim()).filter(Boolean);
  try {
    return new ProxyList(entries);
  } catch {
    return new Wrong("it is no list of addresses or networks (such as 10.0.0.1, fd00::/8)");
  }
}

function memory(text: string): number | undefined | Wrong {
  const megabytes = /^\d+$/.test(text) ? Number(text) : NaN;
  if (megabytes === 0) return undefined;
  if (megabytes >= MEMORY_MB_MIN) return megabytes * 1024 * 1024;
  return new Wrong(`it is neither 0 (no bound) nor a whole number from ${MEMORY_MB_MIN} on (such as 1536)`);
}

function origin(text: string): string | undefined | Wrong {
  if (text === "") return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  return isOrigin ? url.origin : new Wrong("it is no origin (such as http://10.0.0.7:8000)");
}

function publicOrigin(text: string): string | undefined | Wrong {
  const known = origin(text);
  return known instanceof Wrong ? new Wrong("it is no origin (such as https://board.example.org)") : known;
}

function signInMode(text: string): SignInMode | Wrong {
  return SIGN_IN_MODES.find((mode) => mode === text) ?? new Wrong(`it is none of ${SIGN_IN_MODES.join(", ")}`);
}

function userHeader(text: string, { hasProxies }: { hasProxies: boolean }): string | undefined | Wrong {
  if (text === "") return undefined;
  if (!/^[a-z][a-z0-9-]{0,60}$/i.test(text)) return new Wrong("it is no name of a header (such as Remote-User)");
  return hasProxies ? text.toLowerCase() : new Wrong("TRUSTED_PROXIES does not say who may send it");
}

/** The secret must be too long to be guessed. Problems never quote it. */
const SECRET_CHARS_MIN = 32;

function instanceConfig(
  address: string | undefined | Wrong,
  secret: string,
  problems: string[],
): InstanceConfig | undefined {
  if (secret !== "" && secret.length < SECRET_CHARS_MIN) {
    problems.push(`Cannot use INSTANCE_SECRET as it is shorter than ${SECRET_CHARS_MIN} characters`);
  }
  if (address === undefined && secret === "") return undefined;
  if (!("WebSocketStream" in globalThis)) {
    problems.push("Cannot use INSTANCE_ADDRESS as Deno needs --unstable-net for it");
  }
  if (secret === "") problems.push("Cannot use INSTANCE_ADDRESS as INSTANCE_SECRET is not set");
  if (address === undefined) problems.push("Cannot use INSTANCE_SECRET as INSTANCE_ADDRESS is not set");
  return { address: String(address), secret };
}

function level(text: string): Level | Wrong {
  return LEVELS.find((level) => level === text) ?? new Wrong(`it is none of ${LEVELS.join(", ")}`);
}
