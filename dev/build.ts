/** `deno task build`: the client as production serves it. */
import { CLIENT_DIR } from "../server/assets.ts";
import { BuildProblem } from "./bundle.ts";
import { buildClient } from "./client_build.ts";
import { sizeTable } from "./size_table.ts";

try {
  console.log(sizeTable(await buildClient({ outDir: CLIENT_DIR.production })));
} catch (error) {
  if (!(error instanceof BuildProblem)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
