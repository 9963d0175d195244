import { join } from "node:path";
import * as esbuild from "esbuild";
import { BuildProblem } from "./bundle.ts";

/** Builds the module of the server's workers as one file, which runs without access to the sources. */
export async function buildWorker({ root = Deno.cwd(), outFile }: { root?: string; outFile: string }): Promise<void> {
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: [join(root, "server/worker/board_worker.ts")],
      outfile: outFile,
      bundle: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      legalComments: "inline",
      tsconfigRaw: {},
      logLevel: "silent",
    });
  } catch (error) {
    throw new BuildProblem(`Cannot build the worker as ${(error as Error).message}`, { cause: error });
  } finally {
    await esbuild.stop();
  }
}
