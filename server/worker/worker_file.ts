import { fileURLToPath, pathToFileURL } from "node:url";

/** Path of the worker's built module (`deno task build`), relative to the working directory of the server. */
export const WORKER_FILE = "dist/server/board_worker.js";

/**
 * The module that workers run: the source if it may be read, otherwise the built file. The permissions of
 * `deno task start` cover the built file, and it exists beside a server that is one bundled file.
 *
 * @returns undefined when neither can be read
 */
export function findWorkerFile(): URL | undefined {
  const source = new URL("./board_worker.ts", import.meta.url);
  if (source.protocol === "file:" && isReadable(fileURLToPath(new URL("../../", source))) && exists(source)) {
    return source;
  }
  const built = pathToFileURL(WORKER_FILE);
  return exists(built) ? built : undefined;
}

/** True when the module and its imports may be read. On some platforms permissions cannot be queried. */
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
