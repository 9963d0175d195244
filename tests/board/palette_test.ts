import assert from "node:assert/strict";
import { COLORS, contrast, hexOf, inkOn } from "../../board/palette.ts";
import { seeded } from "../support/random.ts";

Deno.test("contrast equals the WCAG contrast ratio", () => {
  assert.equal(contrast("#ffffff", "#000000"), 21);
  assert.equal(contrast("#1f9254", "#1f9254"), 1);
  assert.ok(Math.abs(contrast("#777777", "#ffffff") - 4.48) < 0.01);
});

Deno.test("names have a contrast of at least 4.5 : 1 on every colour of the palette, light and dark (fault A1)", () => {
  for (const theme of ["light", "dark"] as const) {
    for (const color of COLORS) {
      const ground = hexOf(color, theme);
      const found = contrast(inkOn(ground), ground);
      assert.ok(found >= 4.5, `${color} on ${theme}: ${found}`);
    }
  }
});

Deno.test("letters have a contrast of at least 4.5 : 1 on any other colour", () => {
  const random = seeded(3);
  for (let i = 0; i < 5_000; i++) {
    const ground = `#${random.below(0x1000000).toString(16).padStart(6, "0")}`;
    assert.ok(contrast(inkOn(ground), ground) >= 4.5, ground);
  }
});
