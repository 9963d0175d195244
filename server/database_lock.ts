import { kvFolder } from "./config.ts";

/** What Deno has since 2.8: before, neither files nor their types know of it. */
interface Lockable {
  tryLock?(exclusive: boolean): Promise<boolean>;
}

/** Whether `lockDatabase` keeps anybody out. */
export const HAS_LOCKS = "tryLock" in Deno.FsFile.prototype;

/**
 * Says who uses a database file: servers together, or a restore alone. It is a lock of the system's on a file beside it,
 * so it ends with its process, however that ends. A database elsewhere has none, and before Deno 2.8 nobody is kept out.
 *
 * @throws with a message for people when it is in use in the other way
 */
export async function lockDatabase(path: string | undefined, use: "together" | "alone"): Promise<Disposable> {
  if (path === undefined || kvFolder(path) === undefined) return { [Symbol.dispose]() {} };
  const file: Deno.FsFile & Lockable = await Deno.open(`${path}.lock`, { write: true, create: true });
  // A file system that knows no locks keeps nobody out.
  if (await file.tryLock?.(use === "alone").catch(() => true) ?? true) return file;
  file.close();
  const why = use === "alone" ? "a server uses it, or another restore: stop that first" : "it is being restored";
  throw new Error(`Cannot use KV_PATH as ${why}: ${path}`);
}
