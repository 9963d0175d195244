import assert from "node:assert/strict";
import { join } from "node:path";
import { ProgramClient } from "../../../support/server/program_client.ts";
import { TestServer } from "../../../support/server/test_server.ts";

const readme = await Deno.readTextFile(new URL("../../../../README.md", import.meta.url));
const section = readme.slice(readme.indexOf("### Programs"), readme.indexOf("### Webhooks"));

Deno.test("the script in the README works as it is written, and its curl commands too", async () => {
  await using server = await TestServer.start();
  const { links } = await server.createBoard();
  const folder = await Deno.makeTempDir({ prefix: "drawbridge_readme_" });
  try {
    const [, script] = /```ts\n([^]*?)```/.exec(section)!;
    assert.ok(script.split("\n").length <= 22, "a short script");
    const file = join(folder, "boxes.ts");
    await Deno.writeTextFile(file, script);
    const env = { BOARD: `${server.origin}/b/${links.editor}`, NO_COLOR: "1" };
    const [, flags] = /deno run (.*) boxes\.ts/.exec(section)!;
    const args = ["run", "--check", ...flags.split(" "), file];
    const running = new Deno.Command(Deno.execPath(), { args, env, stdin: "piped", stdout: "piped", stderr: "piped" })
      .spawn();
    const writer = running.stdin.getWriter();
    await writer.write(new TextEncoder().encode("one\ntwo\nthree\n"));
    await writer.close();
    const { stdout, stderr, success } = await running.output();
    assert.ok(success, new TextDecoder().decode(stderr));
    assert.match(new TextDecoder().decode(stdout), /^5 shapes; left: "shapes";r=29\d;t=1\n$/);
    const program = new ProgramClient(server.origin, links.viewer);
    assert.deepEqual(await program.ids("?kind=geo"), ["line-0", "line-1", "line-2"]);

    const [, curl] = /```sh\n([^]*?)```/.exec(section)!;
    const commands = `set -e\nSLUG=${links.editor}\n${curl.replaceAll("http://localhost:8000", server.origin)}`;
    const shell = await new Deno.Command("sh", {
      args: ["-c", commands.replaceAll("curl ", "curl -sS --noproxy '*' ")],
    }).output();
    assert.ok(shell.success, new TextDecoder().decode(shell.stderr));
    assert.match(new TextDecoder().decode(shell.stdout), /"created":\["[^"]+"\].*"count":1/s);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
