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

/** How many lines each section of chapters 6 and 7 has: section 6.1 has 6.1.1 to 6.1.3. */
const SECTIONS = { 6: [3, 12, 8, 6, 8, 4, 2, 4], 7: [3, 4, 2, 5, 3, 2] };

/** The lines that a text names, also as "6.2.1 to 6.2.12". */
function linesIn(text: string): string[] {
  const ranges = text.matchAll(/(\d+\.\d+)\.(\d+) to \1\.(\d+)/g).toArray();
  const within = ranges.flatMap(([, section, from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${section}.${Number(from) + i}`)
  );
  return [...within, ...text.matchAll(/\b\d+\.\d+\.\d+\b/g).map(([line]) => line)];
}

Deno.test("SECURITY.md says of every line of ASVS 5 on authentication and sessions how it is met, or why not", async () => {
  const text = await Deno.readTextFile(join(ROOT, "SECURITY.md"));
  const section = text.slice(text.indexOf("## OWASP ASVS 5"));
  const rows = section.split("\n").filter((line) => line.startsWith("| ")).map((line) => line.split("|")[1]);
  const prose = section.split("\n\n").filter((part) => !part.startsWith("|"));
  const said = linesIn([...rows, ...prose].join("\n"));
  const wanted = Object.entries(SECTIONS).flatMap(([chapter, counts]) =>
    counts.flatMap((count, i) => Array.from({ length: count }, (_, line) => `${chapter}.${i + 1}.${line + 1}`))
  );
  assert.deepEqual(wanted.filter((line) => !said.includes(line)), [], "nothing is said of these");
});

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
