import { isAbsolute } from "node:path";

/** What the environment says. */
export interface Config {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** A file, `:memory:`, a KV Connect URL; undefined is the platform's own database. */
  readonly kvPath: string | undefined;
  /** Any well-formed name is a board for anyone. Only for a trusted network. */
  readonly openBoards: boolean;
  /** Development: live reload, listens on this machine only. */
  readonly dev: boolean;
  /** Addresses whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: ReadonlySet<string>;
  /** The process saves all and ends before it has more memory than this; undefined: it takes what it gets. */
  readonly memoryBytes: number | undefined;
}

const LOCAL_KV_PATH = "data/drawbridge.sqlite3";

/** Deno Deploy ends a process with more than 768 MB. */
const HOSTED_MEMORY_MB = 640;
const LOCAL_MEMORY_MB = 1_536;
const MEMORY_MB_MIN = 200;

type Environment = (name: string) => string | undefined;

/** @throws with the variable's name when a value makes no sense. */
export function readConfig(env: Environment): Config {
  const dev = readFlag(env, "DEV");
  const isHosted = Boolean(env("DENO_DEPLOYMENT_ID") || env("DENO_DEPLOY"));
  return {
    host: env("HOST") || (dev ? "127.0.0.1" : "0.0.0.0"),
    port: readPort(env),
    kvPath: env("KV_PATH") || (isHosted ? undefined : LOCAL_KV_PATH),
    openBoards: readFlag(env, "OPEN_BOARDS"),
    dev,
    trustedProxies: new Set((env("TRUSTED_PROXIES") ?? "").split(",").map((address) => address.trim()).filter(Boolean)),
    memoryBytes: readMemory(env, isHosted ? HOSTED_MEMORY_MB : LOCAL_MEMORY_MB),
  };
}

/** The folder that has to exist before the database can be opened; undefined when it is no file. */
export function kvFolder(kvPath: string | undefined): string | undefined {
  if (kvPath === undefined || kvPath === ":memory:" || /^https?:/.test(kvPath)) return undefined;
  const slash = kvPath.lastIndexOf("/");
  return slash > 0 ? kvPath.slice(0, slash) : isAbsolute(kvPath) ? "/" : undefined;
}

function readMemory(env: Environment, fallback: number): number | undefined {
  const text = env("MEMORY_MB") || String(fallback);
  const megabytes = Number(text);
  if (!(megabytes === 0 || megabytes >= MEMORY_MB_MIN)) {
    throw new Error(`Cannot read MEMORY_MB as it is neither 0 (no bound) nor ${MEMORY_MB_MIN} or more: ${text}`);
  }
  return megabytes === 0 ? undefined : megabytes * 1024 * 1024;
}

function readPort(env: Environment): number {
  const text = env("PORT") || "8000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`Cannot read PORT as it is not a number from 0 to 65535: ${text}`);
  }
  return port;
}

function readFlag(env: Environment, name: string): boolean {
  const text = env(name) ?? "";
  if (["", "0", "false"].includes(text)) return false;
  if (["1", "true"].includes(text)) return true;
  throw new Error(`Cannot read ${name} as it is neither true nor false: ${text}`);
}
