import assert from "node:assert/strict";
import { PAGES } from "../../dev/page.ts";
import { exceededLimits, pageSizes } from "../../dev/sizes.ts";
import { weighedClient } from "../support/server/built_client.ts";

Deno.test(
  "scripts and styles of a page stay within its limits",
  // The process of esbuild ends a moment after `stop`, and esbuild offers no way to wait for it.
  { sanitizeOps: false, sanitizeResources: false },
  async () => {
    const built = await weighedClient();
    assert.deepEqual(exceededLimits(built), []);
    const { first, whole } = pageSizes(built).get("board")!;
    assert.ok(first > 50_000 && whole > first, `measured ${first} and ${whole} bytes`);
    const lower = PAGES.map((page) => page.limits ? { ...page, limits: { first: first - 1, whole: whole - 1 } } : page);
    assert.equal(exceededLimits(built, lower).length, 2);
  },
);
