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
}

const LOCAL_KV_PATH = "data/drawbridge.sqlite3";

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
  };
}

/** The folder that has to exist before the database can be opened; undefined when it is no file. */
export function kvFolder(kvPath: string | undefined): string | undefined {
  if (kvPath === undefined || kvPath === ":memory:" || /^https?:/.test(kvPath)) return undefined;
  const slash = kvPath.lastIndexOf("/");
  return slash > 0 ? kvPath.slice(0, slash) : isAbsolute(kvPath) ? "/" : undefined;
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
