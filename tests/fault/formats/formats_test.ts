import assert from "node:assert/strict";
import { readMutatedFiles } from "./formats_run.ts";

Deno.test("damaged files of other programs are read as far as they make sense, or refused as a whole", async () => {
  const { read, refused } = await readMutatedFiles(20, 1);
  assert(read > 100 && refused > 10, `${read} read, ${refused} refused`);
});
