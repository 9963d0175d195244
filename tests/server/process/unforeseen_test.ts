import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { CLIENT_DIR } from "../../../server/assets/assets.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Runs the server with an unexpected error. @returns its exit code and the logged events */
async function endOf(unforeseen: string): Promise<{ code: number; events: { level: string; event: string }[] }> {
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_" });
  try {
    const manifest = join(folder, CLIENT_DIR.production, "manifest.json");
    await Deno.mkdir(dirname(manifest), { recursive: true });
    await Deno.writeTextFile(manifest, JSON.stringify({ build: "none", code: "none", pages: {}, assets: {} }));
    await Deno.writeTextFile(join(folder, "run.ts"), `await import("${new URL("main.ts", ROOT)}");\n${unforeseen}\n`);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", "--config", new URL("deno.json", ROOT).pathname, "run.ts"],
      cwd: folder,
      env: { NO_COLOR: "1", HOST: "127.0.0.1", PORT: "0", KV_PATH: ":memory:" },
      stdin: "null",
    }).output();
    const lines = [stderr, stdout].flatMap((bytes) => new TextDecoder().decode(bytes).split("\n"));
    return { code, events: lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const cases = {
  "a rejection": `Promise.reject(new Error("who would have thought"));`,
  "an error": `setTimeout(() => { throw new Error("who would have thought"); });`,
};

for (const [what, code] of Object.entries(cases)) {
  Deno.test(`${what} that is unexpected is logged once, and the server shuts down in order, to be restarted`, async () => {
    const end = await endOf(code);
    assert.equal(end.code, 1);
    assert.deepEqual(end.events.map(({ level, event }) => [level, event]), [["error", "unforeseen"], [
      "info",
      "leaving",
    ]]);
  });
}
