import { createHash } from "node:crypto";
import { join } from "node:path";
import { buildClient } from "../../../dev/client_build.ts";
import type { Weighed } from "../../../dev/sizes.ts";

const ROOT = decodeURIComponent(new URL("../../../", import.meta.url).pathname);

/** The sources and build files of the client in the project. */
const SOURCES = ["board", "client", "dev", "server", "static", "deno.json", "deno.lock"];

/** Builds stay here for the next run of the tests. */
const BUILDS = join(ROOT, "dist/test");

/** A file of a build, for `weighedClient`. */
const WEIGHED = "weighed.json";

/** A build that no test has started with for this long belongs to outdated sources, ms. */
const KEPT_MS = 24 * 3600 * 1000;

/**
 * The client as deployed, in a folder that must not be changed. The first test that needs it builds it for all, and
 * others wait: a build takes longer than most of these tests, and test files share no memory.
 */
export function builtClient(): Promise<string> {
  return built ??= findOrBuild();
}

let built: Promise<string> | undefined;

async function findOrBuild(): Promise<string> {
  const outDir = join(BUILDS, await stateOfSources());
  if (await isThere(outDir)) return outDir;
  await Deno.mkdir(BUILDS, { recursive: true });
  using lock = await Deno.open(join(BUILDS, "lock"), { create: true, write: true });
  await lock.lock(true);
  if (await isThere(outDir)) return outDir;
  await removeOld();
  const partial = await Deno.makeTempDir({ dir: BUILDS });
  const { bundled, sizes } = await buildClient({ root: ROOT, outDir: partial });
  await Deno.writeTextFile(join(partial, WEIGHED), JSON.stringify({ pages: [...bundled.pages], sizes: [...sizes] }));
  await Deno.rename(partial, outDir);
  return outDir;
}

/** Which files the pages of that build load, and how large these are. */
export async function weighedClient(): Promise<Weighed> {
  const { pages, sizes } = JSON.parse(await Deno.readTextFile(join(await builtClient(), WEIGHED)));
  return { bundled: { pages: new Map(pages) }, sizes: new Map(sizes) };
}

/** Changes when a source was changed, added or removed. */
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
  for await (const { name, isDirectory } of Deno.readDir(BUILDS)) {
    const path = join(BUILDS, name);
    const { mtime } = await Deno.stat(path);
    if (isDirectory && mtime && Date.now() - mtime.getTime() > KEPT_MS) await Deno.remove(path, { recursive: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
