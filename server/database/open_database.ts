import type { Database } from "./database.ts";
import { KvDatabase } from "./kv_database.ts";
import { PostgresDatabase } from "./postgres_database.ts";
import { isPostgres, kvFolder, shown } from "../process/config.ts";

export interface OpenOptions {
  /** True: a missing file is an error and is not created. */
  readonly mustExist?: boolean;
  /** Called with a sentence for operators when a setting of the database is risky. */
  readonly warn?: (sentence: string) => void;
}

/**
 * @param path a file, `:memory:`, a KV Connect URL or a PostgreSQL URL; undefined: the database of the hosting platform
 * @throws an error with a message for people when the database cannot be opened
 */
export async function openDatabase(
  path: string | undefined,
  { mustExist = false, warn }: OpenOptions = {},
): Promise<Database> {
  try {
    if (path === undefined) refuseMemory();
    if (isPostgres(path)) return await PostgresDatabase.open(path!, { warn });
    const folder = kvFolder(path);
    if (folder !== undefined && mustExist) await Deno.stat(path!);
    else if (folder !== undefined) await Deno.mkdir(folder, { recursive: true });
    // A path that is not local is the address of a KV Connect server, and no path the database of the platform.
    const isShared = path !== ":memory:" && folder === undefined;
    return new KvDatabase(await Deno.openKv(path), { isShared });
  } catch (cause) {
    throw new Error(`Cannot open ${whatIsAt(path)} as ${reason(cause)}`, { cause });
  }
}

function whatIsAt(path: string | undefined): string {
  if (path === undefined) return "the platform's database";
  return `${isPostgres(path) ? "DATABASE_URL" : "KV_PATH"} ${shown(path)}`;
}

/** Without an attached database, Deno would keep boards in the memory of this instance and lose them with it. */
function refuseMemory(): void {
  Deno.env.set("DENO_KV_REQUIRES_DISTRIBUTED_DATABASE", "error");
}

function reason(cause: unknown): string {
  if (cause instanceof Deno.errors.NotCapable) return NOT_ALLOWED;
  if (cause instanceof Deno.errors.NotFound) return "there is no such file";
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.includes("no KV database is attached") ? NOT_ATTACHED : message;
}

const NOT_ALLOWED = `the server may use files under data/ only
To allow another folder: deno run -P=start --allow-read=dist,<folder> --allow-write=<folder> main.ts`;

const NOT_ATTACHED = "none is attached to this app: attach a Deno KV database in the dashboard, then deploy again";
