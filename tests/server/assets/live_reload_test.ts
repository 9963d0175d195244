import assert from "node:assert/strict";
import { join } from "node:path";
import { type DistFile, writeDist } from "../../../dev/dist.ts";
import { loadAssets } from "../../../server/assets/assets.ts";
import { liveReload, PROBLEM_FILE } from "../../../server/assets/live_reload.ts";
import { readEvents } from "../../support/server/event_stream.ts";

function file(name: string, text: string): DistFile {
  return { file: name, bytes: new TextEncoder().encode(text), immutable: true };
}

async function build(dir: string, { code, style }: { code: string; style: string }): Promise<void> {
  await writeDist(dir, {
    pages: new Map([["board", file("board.html", code)]]),
    assets: new Map([[style, file(style.slice(1), style)], ["/assets/board-1.js", file("assets/board-1.js", code)]]),
    code,
  }, { compress: false });
}

Deno.test("live reload announces the served build, each new build, and build errors", async () => {
  const dir = await Deno.makeTempDir();
  await build(dir, { code: "one", style: "/assets/board-a.css" });
  const assets = await loadAssets(dir);
  const reload = liveReload(assets);
  try {
    const events = readEvents(reload.respond().body!);
    const next = async () => (await events.next()).value;
    assert.deepEqual(await next(), { name: "build", content: { code: "one", styles: ["/assets/board-a.css"] } });

    await build(dir, { code: "one", style: "/assets/board-b.css" });
    assert.deepEqual(await next(), { name: "build", content: { code: "one", styles: ["/assets/board-b.css"] } });
    assert.ok(assets.respond("/assets/board-b.css", new Request("http://board.test/")), "is served when it is told");

    // Renamed into place, because a file may be read while it is written.
    await Deno.writeTextFile(join(dir, "written.txt"), "a line\nand another");
    await Deno.rename(join(dir, "written.txt"), join(dir, PROBLEM_FILE));
    assert.deepEqual(await next(), { name: "problem", content: "a line\nand another" });

    await build(dir, { code: "two", style: "/assets/board-b.css" });
    await Deno.remove(join(dir, PROBLEM_FILE));
    assert.deepEqual(await next(), { name: "build", content: { code: "two", styles: ["/assets/board-b.css"] } });

    await reload.close();
    assert.equal((await events.next()).done, true, "closing ends the stream");
  } finally {
    await reload.close();
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("live reload reports an earlier build error", async () => {
  const dir = await Deno.makeTempDir();
  await build(dir, { code: "one", style: "/assets/board-a.css" });
  await Deno.writeTextFile(join(dir, PROBLEM_FILE), "broken");
  const reload = liveReload(await loadAssets(dir));
  try {
    for await (const { name, content } of readEvents(reload.respond().body!)) {
      if (name !== "problem") continue;
      assert.equal(content, "broken");
      break;
    }
  } finally {
    await reload.close();
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("live reload forgets disconnected pages", async () => {
  const dir = await Deno.makeTempDir();
  await build(dir, { code: "one", style: "/assets/board-a.css" });
  const reload = liveReload(await loadAssets(dir));
  try {
    const gone = reload.respond().body!;
    await gone.cancel();
    const events = readEvents(reload.respond().body!);
    await events.next();
    await build(dir, { code: "two", style: "/assets/board-a.css" });
    assert.deepEqual((await events.next()).value?.content, { code: "two", styles: ["/assets/board-a.css"] });
  } finally {
    await reload.close();
    await Deno.remove(dir, { recursive: true });
  }
});
