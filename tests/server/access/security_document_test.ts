import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The text of each test file, by its name. Files of the same name are one text. */
async function testFiles(folder: string, found = new Map<string, string>()): Promise<Map<string, string>> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) await testFiles(path, found);
    else if (name.endsWith("_test.ts")) {
      found.set(basename(path), (found.get(name) ?? "") + await Deno.readTextFile(path));
    }
  }
  return found;
}

Deno.test("each line of the table in SECURITY.md names a test that exists", async () => {
  const files = await testFiles(join(ROOT, "tests"));
  const text = await Deno.readTextFile(join(ROOT, "SECURITY.md"));
  const rows = text.split("\n").filter((line) => /^\| \d+\.\d+\.\d+/.test(line));
  assert.ok(rows.length >= 25, `${rows.length} lines`);
  for (const row of rows) {
    const [, lines, how, test] = row.split("|").map((cell) => cell.trim());
    const named = /^`(\w+_test\.ts)`: (.+)$/.exec(test);
    assert.ok(lines !== "" && how !== "" && named, row);
    const [, file, title] = named;
    assert.ok(files.get(file)?.includes(`"${title}"`), `${file} has no test named: ${title}`);
  }
});
