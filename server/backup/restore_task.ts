/** `deno task restore <file> [--replace]`: restores the boards of a backup. Stop the server first. */
import { readConfig } from "../process/config.ts";
import { openDatabase } from "../database/open_database.ts";
import { lockDatabase } from "../database/database_lock.ts";
import { restore } from "./backup.ts";
import { assetsIn, partsOf } from "./sources.ts";
import { Terminal } from "./terminal.ts";

const replace = Deno.args.includes("--replace");
const [path, ...others] = Deno.args.filter((arg) => arg !== "--replace");
if (path === undefined || others.length > 0) {
  console.error("deno task restore <file> [--replace]");
  Deno.exit(2);
}
const terminal = new Terminal("Restored");
try {
  const config = readConfig(Deno.env.toObject());
  const { database: target } = config;
  using database = await openDatabase(target);
  using _lock = await lockDatabase(target, "alone");
  const progress = terminal.progress.bind(terminal);
  await restore(database, () => partsOf(path), { replace, progress, assets: assetsIn(database, config) });
  terminal.done(`From ${path}`);
} catch (error) {
  console.error((error as Error).message);
  Deno.exit(1);
}
