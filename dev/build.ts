/** `deno task build`: builds the client for production and the module of the server's workers. */
import { CLIENT_DIR } from "../server/assets/assets.ts";
import { BuildProblem } from "./bundle.ts";
import { buildClient } from "./client_build.ts";
import { sizeTable } from "./sizes.ts";
import { WORKER_FILE } from "../server/worker/worker_file.ts";
import { buildWorker } from "./worker_build.ts";

try {
  console.log(sizeTable(await buildClient({ outDir: CLIENT_DIR.production })));
  await buildWorker({ outFile: WORKER_FILE });
} catch (error) {
  if (!(error instanceof BuildProblem)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
