import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { buildClient } from "../../dev/client_build.ts";
import { PAGES } from "../../dev/page.ts";
import { loadAssets } from "../../server/assets/assets.ts";
import { Project } from "../support/project/project_copy.ts";

const GET = new Request("http://board.test/");

Deno.test(
  "the worker lists every file of its build with its hash, and development removes it",
  // The process of esbuild ends a moment after `stop`, and esbuild offers no way to wait for it.
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const project = await Project.create();
    try {
      const options = { root: project.root, outDir: project.path("dist"), pages: PAGES };
      const { manifest } = await buildClient({ ...options, minify: true, compress: false });
      const assets = await loadAssets(options.outDir);
      const answer = assets.respond("/offline_worker.js", GET)!;
      assert.equal(answer.headers.get("cache-control"), "no-cache");
      const worker = await answer.text();
      for (const path of Object.keys(manifest.assets)) {
        // Only stores of apps show the screenshots, the element is for pages of others, and few need files for PDFs.
        if (/^\/(offline_worker\.js$|drawbridge-board\.js$|screenshot_|assets\/pdfjs-)|\.txt$/.test(path)) continue;
        const bytes = new Uint8Array(await assets.respond(path, GET)!.arrayBuffer());
        const hash = createHash("sha256").update(bytes).digest("base64");
        assert.ok(worker.includes(`"${path}":"sha256-${hash}"`), path);
      }
      const page = await assets.page("board", GET)!.text();
      const version = /<meta name="version" content="(\w{16})">/.exec(page)?.[1];
      assert.ok(version !== undefined && worker.includes(version), "page and worker name the same version");

      await buildClient({ ...options, outDir: project.path("dev"), minify: false });
      const dev = await loadAssets(project.path("dev"));
      assert.match(await dev.respond("/offline_worker.js", GET)!.text(), /registration\.unregister\(\)/);
      assert.doesNotMatch(await dev.page("board", GET)!.text(), /name="version"/);
    } finally {
      await project.close();
    }
  },
);
