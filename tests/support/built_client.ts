import { createHash } from "node:crypto";
import { join } from "node:path";
import { buildClient } from "../../dev/client_build.ts";

const ROOT = decodeURIComponent(new URL("../../", import.meta.url).pathname);

/** What the client is built of and by, in the project. */
const SOURCES = ["board", "client", "dev", "server", "static", "deno.json", "deno.lock"];

/** Builds stay here for the next run of the tests. */
const BUILDS = join(ROOT, "dist/test");

/** A build that no test has begun with for so long is of sources that have changed since, ms. */
const KEPT_MS = 24 * 3600 * 1000;

/**
 * The client as it is deployed, in a folder that must not be changed. It is built for whoever needs it first: a build
 * takes longer than most of the tests that need one, and the files of tests share no memory.
 */
export async function builtClient(): Promise<string> {
  const outDir = join(BUILDS, await stateOfSources());
  if (await isThere(outDir)) return outDir;
  await Deno.mkdir(BUILDS, { recursive: true });
  await removeOld();
  const partial = await Deno.makeTempDir({ dir: BUILDS });
  await buildClient({ root: ROOT, outDir: partial });
  try {
    await Deno.rename(partial, outDir);
  } catch (error) {
    if (!await isThere(outDir)) throw error;
    await Deno.remove(partial, { recursive: true }); // another run was faster
  }
  return outDir;
}

/** Copies all of a folder. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    await (isDirectory ? copyFolder : Deno.copyFile)(join(from, name), join(to, name));
  }
}

/** Another one when a source has changed, come or gone. */
async function stateOfSources(): Promise<string> {
  const sum = createHash("sha256");
  const add = async (path: string): Promise<void> => {
    const { isDirectory, mtime, size } = await Deno.stat(path);
    if (!isDirectory) sum.update(`${path} ${size} ${mtime?.getTime()}\n`);
    else for (const name of await namesIn(path)) await add(join(path, name));
  };
  for (const source of SOURCES) await add(join(ROOT, source));
  return sum.digest("hex").slice(0, 16);
}

async function namesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
}

async function removeOld(): Promise<void> {
  for await (const { name } of Deno.readDir(BUILDS)) {
    const path = join(BUILDS, name);
    // Tests run at the same time, and another one may have removed it.
    const { mtime } = await Deno.stat(path).catch(() => ({ mtime: null }));
    if (mtime && Date.now() - mtime.getTime() > KEPT_MS) await Deno.remove(path, { recursive: true }).catch(() => {});
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
