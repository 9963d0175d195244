import { kvFolder, shown } from "./config.ts";

/** @throws with a message for people when the database cannot be opened. */
export async function openDatabase(path: string | undefined): Promise<Deno.Kv> {
  try {
    const folder = kvFolder(path);
    if (folder) await Deno.mkdir(folder, { recursive: true });
    return await Deno.openKv(path);
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotCapable ? NOT_ALLOWED : cause instanceof Error ? cause.message : cause;
    throw new Error(
      `Cannot open KV_PATH as ${path === undefined ? "the platform's database" : shown(path)} does not open: ${why}`,
      { cause },
    );
  }
}

const NOT_ALLOWED = `the server may use files under data/ only
To allow another folder: deno run -P=start --allow-read=dist,<folder> --allow-write=<folder> main.ts`;
