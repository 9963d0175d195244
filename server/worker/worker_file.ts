import { fileURLToPath, pathToFileURL } from "node:url";

/** Where `deno task build` puts the worker's module, from the folder the server is started in. */
export const WORKER_FILE = "dist/server/board_worker.js";

/**
 * The module that workers run: the source where it may be read, otherwise the built file. The built file is read with
 * the permissions of `deno task start`, and it is there when the server is one bundled file.
 *
 * @returns undefined when there is none
 */
export function findWorkerFile(): URL | undefined {
  const source = new URL("./board_worker.ts", import.meta.url);
  if (source.protocol === "file:" && isReadable(fileURLToPath(new URL("../../", source))) && exists(source)) {
    return source;
  }
  const built = pathToFileURL(WORKER_FILE);
  return exists(built) ? built : undefined;
}

/** May be read with all it imports. Not every platform tells what it permits. */
function isReadable(folder: string): boolean {
  try {
    return Deno.permissions.querySync({ name: "read", path: folder }).state === "granted";
  } catch {
    return false;
  }
}

function exists(file: URL): boolean {
  try {
    return Deno.statSync(file).isFile;
  } catch {
    return false;
  }
}
