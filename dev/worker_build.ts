import { dirname, join, resolve } from "node:path";
import * as esbuild from "esbuild";
import { BuildProblem } from "./bundle.ts";
import { RASTER_FILES } from "../server/raster/raster_files.ts";

/** Beside the module. */
const PACKAGES = "packages";

/**
 * Builds the module of the server's workers as one file, which runs without access to the sources, and copies the files
 * that it reads.
 */
export async function buildWorker({ root = Deno.cwd(), outFile }: { root?: string; outFile: string }): Promise<void> {
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: [join(root, "server/worker/board_worker.ts")],
      outfile: outFile,
      bundle: true,
      format: "esm",
      platform: "browser",
      // The renderer asks for it under Node.js.
      alias: { module: "node:module" },
      external: ["node:*"],
      target: "es2022",
      legalComments: "inline",
      define: { PACKAGES_FOLDER: JSON.stringify(`./${PACKAGES}/`) },
      tsconfigRaw: {},
      logLevel: "silent",
    });
    for (const file of RASTER_FILES) {
      const copy = resolve(root, dirname(outFile), PACKAGES, file);
      await Deno.mkdir(dirname(copy), { recursive: true });
      await Deno.copyFile(join(root, "node_modules", file), copy);
    }
  } catch (error) {
    throw new BuildProblem(`Cannot build the worker as ${(error as Error).message}`, { cause: error });
  } finally {
    await esbuild.stop();
  }
}
