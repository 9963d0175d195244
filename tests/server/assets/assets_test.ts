import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type DistFile, writeDist } from "../../../dev/dist.ts";
import { type Assets, loadAssets } from "../../../server/assets/assets.ts";

const SCRIPT = "console.log('drawn');\n".repeat(40);
const PAGE = "<!doctype html><title>board</title>".repeat(10);

function file(name: string, text: string, immutable = false): DistFile {
  return { file: name, bytes: new TextEncoder().encode(text), immutable };
}

async function build(dir: string, page = PAGE): Promise<void> {
  await writeDist(dir, {
    pages: new Map([["board", file("board.html", page)]]),
    assets: new Map([
      ["/assets/board-1A.js", file("assets/board-1A.js", SCRIPT, true)],
      ["/icon.svg", file("icon.svg", "<svg/>")],
    ]),
    code: "c0de",
  }, { compress: true });
}

async function withAssets(run: (assets: Assets, dir: string) => Promise<void> | void): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await build(dir);
    await run(await loadAssets(dir), dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

function get(headers: Record<string, string> = {}, method = "GET"): Request {
  return new Request("http://board.test/", { method, headers });
}

Deno.test("assets with a hash in their name are cached forever, others are revalidated each time", () =>
  withAssets((assets) => {
    const script = assets.respond("/assets/board-1A.js", get())!;
    assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal(script.headers.get("content-type"), "text/javascript; charset=utf-8");
    const icon = assets.respond("/icon.svg", get())!;
    assert.equal(icon.headers.get("cache-control"), "no-cache");
    assert.equal(icon.headers.get("content-type"), "image/svg+xml");
    assert.equal(icon.headers.get("x-content-type-options"), "nosniff");
  }));

Deno.test("assets are sent in the best coding that the browser accepts", () =>
  withAssets(async (assets) => {
    const ask = (accepted: string) => assets.respond("/assets/board-1A.js", get({ "accept-encoding": accepted }))!;
    const body = async (response: Response) => new Uint8Array(await response.arrayBuffer());

    const brotli = ask("gzip, deflate, br");
    assert.equal(brotli.headers.get("content-encoding"), "br");
    assert.equal(brotli.headers.get("vary"), "accept-encoding");
    const packed = await body(brotli);
    assert.equal(brotli.headers.get("content-length"), String(packed.length));
    assert.equal(brotliDecompressSync(packed).toString(), SCRIPT);

    const gzip = ask("GZIP, br;q=0");
    assert.equal(gzip.headers.get("content-encoding"), "gzip");
    assert.equal(gunzipSync(await body(gzip)).toString(), SCRIPT);

    const plain = ask("identity");
    assert.equal(plain.headers.get("content-encoding"), null);
    assert.equal(await plain.text(), SCRIPT);
  }));

Deno.test("assets that do not shrink have no coding", () =>
  withAssets(async (assets) => {
    const icon = assets.respond("/icon.svg", get({ "accept-encoding": "br, gzip" }))!;
    assert.equal(icon.headers.get("content-encoding"), null);
    assert.equal(await icon.text(), "<svg/>");
  }));

Deno.test("a page that the browser has is answered with 304", () =>
  withAssets(async (assets) => {
    const first = assets.page("board", get())!;
    assert.equal(await first.text(), PAGE);
    const etag = first.headers.get("etag")!;
    for (const known of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
      const again = assets.page("board", get({ "if-none-match": known }))!;
      assert.equal(again.status, 304, known);
      assert.equal(again.headers.get("etag"), etag);
      assert.equal(await again.text(), "");
    }
    assert.equal(assets.page("board", get({ "if-none-match": `"other"` }))!.status, 200);
  }));

Deno.test("a file is read when somebody first asks for it in a coding, and then held", () =>
  withAssets(async (assets, dir) => {
    const ask = (accepted: string) => assets.respond("/assets/board-1A.js", get({ "accept-encoding": accepted }))!;
    const length = (await ask("br").bytes()).length;
    await Deno.remove(`${dir}/${assets.manifest.build}`, { recursive: true });
    assert.equal((await ask("br").bytes()).length, length);
    assert.throws(() => ask("gzip"), Deno.errors.NotFound);
  }));

Deno.test("only what the manifest lists is served", () =>
  withAssets(async (assets, dir) => {
    await Deno.writeTextFile(`${dir}/secret.txt`, "secret");
    const build = assets.manifest.build;
    const paths = ["/secret.txt", "/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/manifest.json"];
    paths.push(
      `/${build}/board.html`,
      "/board.html",
      "/assets/board-1A.js.br",
      "/assets/",
      "/",
      "",
      "__proto__",
      "/icon.svg/",
    );
    for (const path of paths) assert.equal(assets.respond(path, get()), undefined, path);
    for (const name of ["constructor", "../board", "board.html", ""]) {
      assert.equal(assets.page(name, get()), undefined, name);
    }
  }));

Deno.test("HEAD gets no body, other methods get no answer", () =>
  withAssets(async (assets) => {
    const head = assets.respond("/icon.svg", get({}, "HEAD"))!;
    assert.equal(head.headers.get("content-length"), "6");
    assert.equal(await head.text(), "");
    assert.equal(assets.respond("/icon.svg", get({}, "POST")), undefined);
  }));

Deno.test("reload loads the newest build", () =>
  withAssets(async (assets, dir) => {
    await build(dir, "<title>newer</title>");
    assert.equal(await assets.page("board", get())!.text(), PAGE);
    await assets.reload();
    assert.equal(await assets.page("board", get())!.text(), "<title>newer</title>");
  }));

Deno.test("loadAssets reports how to build a missing client", async () => {
  await assert.rejects(loadAssets("/nowhere/at/all"), {
    message: "Cannot serve the board as the client is not built: run `deno task build`",
  });
});
