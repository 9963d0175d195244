import assert from "node:assert/strict";
import { buildClient } from "../../dev/client_build.ts";
import { PAGES } from "../../dev/page.ts";
import { exceededLimits, pageSizes } from "../../dev/sizes.ts";

Deno.test(
  "scripts and styles of a page stay within its limits",
  // The process of esbuild ends a moment after `stop`, and esbuild offers no way to wait for it.
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const outDir = await Deno.makeTempDir({ prefix: "drawbridge_sizes_" });
    try {
      const built = await buildClient({ outDir });
      assert.deepEqual(exceededLimits(built), []);
      const { first, whole } = pageSizes(built).get("board")!;
      assert.ok(first > 50_000 && whole > first, `measured ${first} and ${whole} bytes`);
      const lower = PAGES.map((page) =>
        page.limits ? { ...page, limits: { first: first - 1, whole: whole - 1 } } : page
      );
      assert.equal(exceededLimits(built, lower).length, 2);
    } finally {
      await Deno.remove(outDir, { recursive: true });
    }
  },
);
