import { createHash } from "node:crypto";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { type DistFile, hash } from "../dist.ts";

/** The address of the service worker. Its folder is what it may answer for. */
export const WORKER_PATH = "/offline_worker.js";

interface OfflineBuildOptions {
  readonly minify: boolean;
  /** Differs between builds; the pages name it. */
  readonly version: string;
  readonly pages: ReadonlyMap<string, DistFile>;
  /** By URL path. */
  readonly assets: ReadonlyMap<string, DistFile>;
}

/** What no page needs without a network: licences, source maps, what reads PDFs, and pictures that only stores of apps show. */
const LEFT_OUT = /\.(?:txt|map)$|\/(?:pdf|copies)_worker|\/screenshot/;

/**
 * Builds the service worker with the list of all files of the client in it, and gives each page that it keeps an
 * address of its own: the usual ones answer with headers for one board.
 *
 * @returns further assets by URL path
 */
export async function buildOffline(options: OfflineBuildOptions): Promise<Map<string, DistFile>> {
  const { version, pages, assets } = options;
  const made = new Map<string, DistFile>();
  const shells: Record<string, string> = {};
  for (const name of ["index", "board"]) {
    const page = pages.get(name);
    if (page === undefined) continue;
    const { file, bytes } = page;
    shells[name] = `/assets/${name}-${hash(bytes)}.html`;
    made.set(shells[name], { file, bytes, immutable: true });
  }
  const kept = [...assets, ...made].filter(([path]) => !LEFT_OUT.test(path));
  const files = Object.fromEntries(kept.map(([path, { bytes }]) => [path, integrity(bytes)]));
  return made.set(WORKER_PATH, await worker("offline_worker", options, { version, files, shells }));
}

/** The worker of development, which removes that of a production build. */
export async function buildRetired(options: Pick<OfflineBuildOptions, "minify">): Promise<DistFile> {
  return await worker("retired_worker", options);
}

async function worker(
  name: string,
  { minify }: Pick<OfflineBuildOptions, "minify">,
  contents?: unknown,
): Promise<DistFile> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(import.meta.dirname!, "..", "..", "client", "offline", `${name}.ts`)],
    bundle: true,
    write: false,
    minify,
    // Not every browser takes modules as service workers.
    format: "iife",
    platform: "browser",
    target: "es2022",
    define: contents === undefined ? {} : { CONTENTS: JSON.stringify(contents) },
    legalComments: "none",
    tsconfigRaw: {},
    logLevel: "silent",
  });
  return { file: WORKER_PATH.slice(1), bytes: outputFiles![0].contents, immutable: false };
}

function integrity(bytes: Uint8Array): string {
  return `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
}
