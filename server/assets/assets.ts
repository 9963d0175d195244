import { join } from "node:path";

/** The folders of client builds. They are separate so that production never serves a development build. */
export const CLIENT_DIR = { production: "dist/production", dev: "dist/dev" } as const;

/** One file of a build. */
export interface AssetEntry {
  /** Path inside the build's folder. */
  readonly file: string;
  readonly type: string;
  /** True when the name contains a hash of the content, so that it may be cached forever. */
  readonly immutable: boolean;
  /** Size without a content coding. */
  readonly bytes: number;
  /** Hash of the content. */
  readonly etag: string;
  /** Codings stored beside the file as `<file>.br` and `<file>.gz`, best first. */
  readonly codings: readonly Coding[];
}

/**
 * `manifest.json`: the files of a build. A build writes it last and replaces it in one rename. No other file is ever
 * replaced, so a reader sees either the old build or the new one.
 *
 *     dist/production/manifest.json
 *     dist/production/<build>/board.html, icon.svg, assets/board-4F2A.js, assets/board-4F2A.js.br …
 */
export interface Manifest {
  /** Names the folder of this build's files; a hash of all of them. */
  readonly build: string;
  /** Hash of everything except the styles: while it is unchanged, a page only needs the new styles. */
  readonly code: string;
  /** By name: `index`, `board`. */
  readonly pages: Readonly<Record<string, AssetEntry>>;
  /** By URL path: `/icon.svg`, `/assets/board-4F2A.js`. */
  readonly assets: Readonly<Record<string, AssetEntry>>;
}

export type Coding = "br" | "gzip";

export const CODING_SUFFIX: Readonly<Record<Coding, string>> = { br: ".br", gzip: ".gz" };

/** One file of a build, read when it is first asked for in a coding: nobody asks for most of them in both. */
class Asset {
  readonly entry: AssetEntry;
  readonly #folder: string;
  readonly #bodies = new Map<Coding | "identity", Uint8Array<ArrayBuffer>>();

  constructor(folder: string, entry: AssetEntry) {
    [this.#folder, this.entry] = [folder, entry];
  }

  /** Waits for the disk: a file takes 0.1 ms, and otherwise Deno starts up to 30 threads, which take 9 MB. */
  body(coding: Coding | "identity"): Uint8Array<ArrayBuffer> {
    const known = this.#bodies.get(coding);
    if (known) return known;
    const suffix = coding === "identity" ? "" : CODING_SUFFIX[coding];
    const body = Deno.readFileSync(join(this.#folder, this.entry.file + suffix));
    this.#bodies.set(coding, body);
    return body;
  }
}

interface Loaded {
  readonly manifest: Manifest;
  readonly pages: ReadonlyMap<string, Asset>;
  readonly assets: ReadonlyMap<string, Asset>;
}

/**
 * A built client. What was asked for is held in memory. It serves only what the manifest lists, by exact name: no request becomes a path in
 * the file system.
 */
export class Assets {
  readonly #dir: string;
  #loaded: Loaded;

  constructor(dir: string, loaded: Loaded) {
    this.#dir = dir;
    this.#loaded = loaded;
  }

  /** The folder that holds `manifest.json`. */
  get dir(): string {
    return this.#dir;
  }

  get manifest(): Manifest {
    return this.#loaded.manifest;
  }

  /** The asset at a URL path; undefined when there is none or the method is neither GET nor HEAD. */
  respond(path: string, request: Request): Response | undefined {
    return answer(this.#loaded.assets.get(path), request);
  }

  /** The page of that name. Browsers revalidate it each time (304 while it is unchanged). */
  page(name: string, request: Request): Response | undefined {
    return answer(this.#loaded.pages.get(name), request);
  }

  /** Loads the newest build. @throws when it cannot be read; the loaded build then stays */
  async reload(): Promise<void> {
    this.#loaded = await load(this.#dir);
  }
}

/** @throws {Error} when the client is not built. */
export async function loadAssets(dir: string): Promise<Assets> {
  return new Assets(dir, await load(dir));
}

async function load(dir: string): Promise<Loaded> {
  const manifest = await readManifest(dir);
  const folder = join(dir, manifest.build);
  return { manifest, pages: allIn(folder, manifest.pages), assets: allIn(folder, manifest.assets) };
}

async function readManifest(dir: string): Promise<Manifest> {
  try {
    return JSON.parse(await Deno.readTextFile(join(dir, "manifest.json")));
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new Error("Cannot serve the board as the client is not built: run `deno task build`", { cause });
  }
}

function allIn(folder: string, entries: Readonly<Record<string, AssetEntry>>): Map<string, Asset> {
  return new Map(Object.entries(entries).map(([name, entry]) => [name, new Asset(folder, entry)]));
}

function answer(asset: Asset | undefined, request: Request): Response | undefined {
  if (asset === undefined || (request.method !== "GET" && request.method !== "HEAD")) return undefined;
  const { entry } = asset;
  // The tag is weak because all codings of the content share it.
  const etag = `W/"${entry.etag}"`;
  const headers = new Headers({
    "cache-control": entry.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    "etag": etag,
    "vary": "accept-encoding",
    "x-content-type-options": "nosniff",
  });
  if (isKnown(etag, request.headers.get("if-none-match"))) return new Response(null, { status: 304, headers });

  const accepted = acceptedCodings(request.headers.get("accept-encoding"));
  const coding = entry.codings.find((coding) => accepted.has(coding)) ?? "identity";
  // Nearly all browsers accept gzip, so a file that has it is unpacked for the others.
  const isUnpacked = coding === "identity" && entry.codings.includes("gzip");
  const body = asset.body(isUnpacked ? "gzip" : coding);
  headers.set("content-type", entry.type);
  headers.set("content-length", String(isUnpacked ? entry.bytes : body.length));
  if (coding !== "identity") headers.set("content-encoding", coding);
  if (request.method === "HEAD") return new Response(null, { headers });
  return new Response(isUnpacked ? unpacked(body) : body, { headers });
}

function unpacked(gzip: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from([gzip]).pipeThrough(new DecompressionStream("gzip"));
}

/** Weak comparison against `If-None-Match` (RFC 9110 §13.1.2). */
function isKnown(etag: string, ifNoneMatch: string | null): boolean {
  if (ifNoneMatch === null) return false;
  const opaque = etag.replace(/^W\//, "");
  return ifNoneMatch.split(",").some((known) => {
    const tag = known.trim();
    return tag === "*" || tag.replace(/^W\//, "") === opaque;
  });
}

/** The codings an `Accept-Encoding` names with a weight above 0 (RFC 9110 §12.5.3). */
function acceptedCodings(header: string | null): Set<string> {
  const accepted = new Set<string>();
  for (const part of header?.split(",") ?? []) {
    const [coding, ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    if (weight === undefined || Number(weight.slice(2)) > 0) accepted.add(coding);
  }
  return accepted;
}
