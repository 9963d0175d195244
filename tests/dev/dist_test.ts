import assert from "node:assert/strict";
import { join } from "node:path";
import { type Dist, writeDist } from "../../dev/dist.ts";
import { loadAssets } from "../../server/assets/assets.ts";

function distOf(text: string): Dist {
  const bytes = new TextEncoder().encode(text);
  return {
    pages: new Map([["board", { file: "board.html", bytes, immutable: false }]]),
    assets: new Map([["/assets/a-1.txt", { file: "assets/a-1.txt", bytes, immutable: true }]]),
    code: text,
  };
}

async function inFolder(run: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await run(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

function entriesOf(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map((entry) => entry.name).sort();
}

Deno.test("a server that reads during builds always sees a complete build", () =>
  inFolder(async (dir) => {
    await writeDist(dir, distOf("build 0"), { compress: false });
    let writing = true;
    const writer = (async () => {
      for (let i = 1; i <= 20; i++) await writeDist(dir, distOf(`build ${i}`), { compress: false });
      writing = false;
    })();
    const seen = new Set<string>();
    const assets = await loadAssets(dir);
    while (writing) {
      // Two builds may be written during one read. The folder is then gone, and the next attempt succeeds.
      await assets.reload().catch((error) => assert.ok(error instanceof Deno.errors.NotFound));
      const request = new Request("http://board.test/");
      const page = await assets.page("board", request)!.text();
      assert.equal(await assets.respond("/assets/a-1.txt", request)!.text(), page);
      assert.equal(assets.manifest.code, page);
      seen.add(page);
    }
    await writer;
    assert.ok(seen.size > 1, "the reader met more than one build");
  }));

Deno.test("the previous build is kept for servers that read it, and older ones are removed", () =>
  inFolder(async (dir) => {
    const builds: string[] = [];
    for (const text of ["one", "two", "three"]) {
      builds.push((await writeDist(dir, distOf(text), { compress: false })).manifest.build);
    }
    assert.deepEqual(entriesOf(dir), [...builds.slice(1), "manifest.json"].sort());
  }));

Deno.test("writing the same build again changes nothing", () =>
  inFolder(async (dir) => {
    const first = await writeDist(dir, distOf("one"), { compress: true });
    const { mtime } = await Deno.stat(join(dir, first.manifest.build, "board.html"));
    const again = await writeDist(dir, distOf("one"), { compress: true });
    assert.deepEqual(again.manifest, first.manifest);
    assert.deepEqual((await Deno.stat(join(dir, first.manifest.build, "board.html"))).mtime, mtime);
    assert.deepEqual(entriesOf(dir), [first.manifest.build, "manifest.json"].sort());
  }));
