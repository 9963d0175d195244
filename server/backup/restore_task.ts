/** `deno task restore <file> [--replace]`: puts the boards of a backup into the database. Stop the server first. */
import { restore } from "./backup.ts";
import { openDatabase, partsOf } from "./sources.ts";
import { Terminal } from "./terminal.ts";

const replace = Deno.args.includes("--replace");
const [path, ...others] = Deno.args.filter((arg) => arg !== "--replace");
if (path === undefined || others.length > 0) {
  console.error("deno task restore <file> [--replace]");
  Deno.exit(2);
}
const terminal = new Terminal("Restored");
try {
  using kv = await openDatabase({ mustExist: false });
  await restore(kv, () => partsOf(path), { replace, progress: terminal.progress.bind(terminal) });
  terminal.done(`From ${path}`);
} catch (error) {
  console.error((error as Error).message);
  Deno.exit(1);
}
