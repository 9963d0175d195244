/** `deno task backup [file] [board …]`: writes all boards, or those named by id or link, to one file. */
import { readConfig } from "../process/config.ts";
import { openDatabase } from "../database/open_database.ts";
import { backup, verify } from "./backup.ts";
import { assetsIn, boardOf, partsOf } from "./sources.ts";
import { Terminal } from "./terminal.ts";

const [path = `drawbridge-${new Date().toISOString().slice(0, 10)}.backup`, ...names] = Deno.args;
const unfinished = `${path}.part`;
const terminal = new Terminal("Backed up");
try {
  const config = readConfig(Deno.env.toObject());
  using database = await openDatabase(config.database, { mustExist: true });
  const assets = assetsIn(database, config);
  const boards = names.length > 0 ? await Promise.all(names.map((name) => boardOf(database, name))) : undefined;
  {
    using file = await Deno.open(unfinished, { write: true, create: true, truncate: true });
    const report = {
      progress: terminal.progress.bind(terminal),
      warn: terminal.warn.bind(terminal),
    };
    for await (const part of backup(database, { boards, assets, ...report })) {
      for (let at = 0; at < part.length;) at += await file.write(part.subarray(at));
    }
    await file.sync();
  }
  // The file gets its final name only after it was read back from the disk and verified.
  await verify(partsOf(unfinished));
  await Deno.rename(unfinished, path);
  terminal.done(`Verified: ${path}`);
} catch (error) {
  await Deno.remove(unfinished).catch(() => {});
  console.error((error as Error).message);
  Deno.exit(1);
}
Deno.exit(terminal.warnings > 0 ? 1 : 0);
