import type { Database } from "./database.ts";
import { KvDatabase } from "./kv_database.ts";
import { kvFolder, shown } from "../process/config.ts";

/**
 * @param path a file, `:memory:` or a KV Connect URL; undefined: the database of the hosting platform
 * @param mustExist true: a missing file is an error and is not created
 * @throws an error with a message for people when the database cannot be opened
 */
export async function openDatabase(path: string | undefined, { mustExist = false } = {}): Promise<Database> {
  try {
    if (path === undefined) refuseMemory();
    const folder = kvFolder(path);
    if (folder !== undefined && mustExist) await Deno.stat(path!);
    else if (folder !== undefined) await Deno.mkdir(folder, { recursive: true });
    return new KvDatabase(await Deno.openKv(path));
  } catch (cause) {
    const what = path === undefined ? "the platform's database" : `KV_PATH ${shown(path)}`;
    throw new Error(`Cannot open ${what} as ${reason(cause)}`, { cause });
  }
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
