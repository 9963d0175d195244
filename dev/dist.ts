import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type AssetEntry, type Coding, CODING_SUFFIX, type Manifest } from "../server/assets.ts";
import { contentType, isCompressible } from "./content_type.ts";

/** A file to be served. */
export interface DistFile {
  /** Path in the build's folder, with `/`. */
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

/** Sizes in bytes of one file in each coding that was written. */
export type Sizes = Readonly<Record<"identity", number> & Partial<Record<Coding, number>>>;

export interface Written {
  readonly manifest: Manifest;
  /** By the path in the build's folder. */
  readonly sizes: ReadonlyMap<string, Sizes>;
}

/**
 * Writes a build beside the one that is served, then makes it the served one by a single rename of the manifest. The
 * build before is kept, as a server may be reading it; older ones go.
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

  // The same build again has the same files: leave those that are being served.
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

/** SHA-256 over the parts, 16 hex digits: short, and chance makes no two builds alike. */
export function hash(...parts: (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("hex").slice(0, 16);
}

/** The smaller codings of some bytes, best first. */
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
    return undefined; // there is none, or it is not readable and is about to be replaced
  }
}

/** Removes the folders of builds that nobody can be reading any more. */
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
