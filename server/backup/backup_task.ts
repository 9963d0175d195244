/** `deno task backup [file] [board …]`: all boards, or those that are named by id or link, into one file. */
import { readConfig } from "../config.ts";
import { openDatabase } from "../database.ts";
import { backup, verify } from "./backup.ts";
import { boardOf, partsOf } from "./sources.ts";
import { Terminal } from "./terminal.ts";

const [path = `drawbridge-${new Date().toISOString().slice(0, 10)}.backup`, ...names] = Deno.args;
const unfinished = `${path}.part`;
const terminal = new Terminal("Backed up");
try {
  using kv = await openDatabase(readConfig(Deno.env.toObject()).kvPath, { mustExist: true });
  const boards = names.length > 0 ? await Promise.all(names.map((name) => boardOf(kv, name))) : undefined;
  {
    using file = await Deno.open(unfinished, { write: true, create: true, truncate: true });
    const report = {
      progress: terminal.progress.bind(terminal),
      warn: terminal.warn.bind(terminal),
    };
    for await (const part of backup(kv, { boards, ...report })) {
      for (let at = 0; at < part.length;) at += await file.write(part.subarray(at));
    }
    await file.sync();
  }
  // What the disk gives back is what counts; only then does the file get its name.
  await verify(partsOf(unfinished));
  await Deno.rename(unfinished, path);
  terminal.done(`Verified: ${path}`);
} catch (error) {
  await Deno.remove(unfinished).catch(() => {});
  console.error((error as Error).message);
  Deno.exit(1);
}
Deno.exit(terminal.warnings > 0 ? 1 : 0);
