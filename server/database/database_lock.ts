import { kvFolder } from "../process/config.ts";

/** `tryLock` exists since Deno 2.8; the types of older versions lack it. */
interface Lockable {
  tryLock?(exclusive: boolean): Promise<boolean>;
}

/** True when `lockDatabase` can lock files. */
export const HAS_LOCKS = "tryLock" in Deno.FsFile.prototype;

/**
 * Locks a database file: servers share it ("together"), a restore needs it exclusively ("alone"). The operating system
 * holds the lock, on a file beside the database, and releases it when the process ends. A remote database is not
 * locked, and nothing is locked before Deno 2.8.
 *
 * @throws an error with a message for people when the lock is held in a conflicting mode
 */
export async function lockDatabase(path: string | undefined, use: "together" | "alone"): Promise<Disposable> {
  if (path === undefined || kvFolder(path) === undefined) return { [Symbol.dispose]() {} };
  const file: Deno.FsFile & Lockable = await Deno.open(`${path}.lock`, { write: true, create: true });
  // On a file system without locks everybody gets access.
  if (await file.tryLock?.(use === "alone").catch(() => true) ?? true) return file;
  file.close();
  const why = use === "alone" ? "a server uses it, or another restore: stop that first" : "it is being restored";
  throw new Error(`Cannot use KV_PATH as ${why}: ${path}`);
}
