import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type AssetEntry, type Coding, CODING_SUFFIX, type Manifest } from "../server/assets/assets.ts";
import { contentType, isCompressible } from "./content_type.ts";

/** A file to serve. */
export interface DistFile {
  /** Path in the build folder, with `/`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** See AssetEntry. */
  readonly immutable: boolean;
}

export interface Dist {
  /** By name. */
  readonly pages: ReadonlyMap<string, DistFile>;
  /** By URL path. */
  readonly assets: ReadonlyMap<string, DistFile>;
  /** See Manifest. */
  readonly code: string;
}

/** Sizes of one file in each written coding, bytes. */
export type Sizes = Readonly<Record<"identity", number> & Partial<Record<Coding, number>>>;

export interface Written {
  readonly manifest: Manifest;
  /** By path in the build folder. */
  readonly sizes: ReadonlyMap<string, Sizes>;
}

/**
 * Writes a build next to the current one, then switches to it by renaming the manifest. The previous build is kept
 * because a server may still read it; older builds are removed.
 */
export async function writeDist(dir: string, dist: Dist, { compress }: { compress: boolean }): Promise<Written> {
  const files = [...dist.pages.values(), ...dist.assets.values()];
  const build = hash(...files.flatMap(({ file, bytes }) => [file, bytes]), String(compress));
  const before = await currentBuild(dir);
  const partial = join(dir, `${build}.partial`);
  const sizes = new Map<string, Sizes>();
  const codings = new Map<string, Coding[]>();
  await removeAll(partial);
  for (const { file, bytes } of files) {
    const coded = compress && isCompressible(file) ? await compressed(bytes) : [];
    await write(join(partial, file), bytes);
    for (const [coding, body] of coded) await write(join(partial, file + CODING_SUFFIX[coding]), body);
    codings.set(file, coded.map(([coding]) => coding));
    sizes.set(file, {
      identity: bytes.length,
      ...Object.fromEntries(coded.map(([coding, body]) => [coding, body.length])),
    });
  }
  const entry = ({ file, bytes, immutable }: DistFile): AssetEntry => ({
    file,
    type: contentType(file),
    immutable,
    bytes: bytes.length,
    etag: hash(bytes),
    codings: codings.get(file)!,
  });
  const entries = (of: ReadonlyMap<string, DistFile>) =>
    Object.fromEntries([...of].map(([name, file]) => [name, entry(file)]));
  const manifest: Manifest = { build, code: dist.code, pages: entries(dist.pages), assets: entries(dist.assets) };

  // An identical build has identical files. Keep those that are being served.
  if (build === before) await removeAll(partial);
  else {
    await removeAll(join(dir, build));
    await Deno.rename(partial, join(dir, build));
  }
  await write(join(dir, "manifest.json.partial"), new TextEncoder().encode(JSON.stringify(manifest, null, 2)));
  await Deno.rename(join(dir, "manifest.json.partial"), join(dir, "manifest.json"));
  await removeOthers(dir, build === before ? undefined : [build, before]);
  return { manifest, sizes };
}

/** SHA-256 of the parts, shortened to 16 hex digits: short, and collisions of builds are negligible. */
export function hash(...parts: (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("hex").slice(0, 16);
}

/** The compressed codings that are smaller than the original, best first. */
async function compressed(bytes: Uint8Array): Promise<[Coding, Uint8Array][]> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const all: [Coding, Uint8Array][] = [
    ["br", await promisify(brotliCompress)(bytes, { params })],
    ["gzip", await promisify(gzip)(bytes, { level: 9 })],
  ];
  return all.filter(([, body]) => body.length < bytes.length);
}

async function currentBuild(dir: string): Promise<string | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(join(dir, "manifest.json"))).build;
  } catch {
    return undefined; // missing or unreadable; it is about to be replaced
  }
}

/** Removes the folders of builds that no server can still be reading. */
async function removeOthers(dir: string, keep: readonly (string | undefined)[] | undefined): Promise<void> {
  if (keep === undefined) return;
  for await (const entry of Deno.readDir(dir)) {
    if (entry.isDirectory && !keep.includes(entry.name)) await removeAll(join(dir, entry.name));
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeFile(path, bytes);
}

async function removeAll(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
