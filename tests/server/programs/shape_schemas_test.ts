import { HEADS } from "../../../board/figure/line/arrow_head.ts";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import assert from "node:assert/strict";
import { findKind } from "../../../board/kinds/kinds.ts";
import { COLORS } from "../../../board/palette.ts";
import { ALIGNS, DASHES, FILLS, FONTS, FORMS, ROUTES } from "../../../board/style.ts";
import { KINDS, propertySchemas } from "../../../server/programs/openapi/shape_schemas.ts";

const SAMPLES: readonly unknown[] = [
  ...[...COLORS, ...ALIGNS, ...DASHES, ...FILLS, ...FONTS, ...FORMS, ...HEADS, ...ROUTES, "pen", "highlighter"],
  ...[null, true, false, 0, 1, -1, 0.5, 1.01, 2, -2, 2.1, 100, 101, 512, 513, 2_000, 2_001, 1e7, 1e7 + 1, -1e7, NaN],
  ...["", "a0", "A", "Zz", "#a0b1c2", "#A0B1C2", "#12", "http://a.b", "mailto:a@b", "javascript:1", "x".repeat(80)],
  ...["x".repeat(81), "a/b", "a.b", [], ["g"], ["g", 7], [0, 0, 1, 1], [0, 0], [0, 0, "1", 1], {}, { x: 0, y: 0 }],
  ...[{ x: 0 }, { x: 0, y: 0, to: "a" }, { x: 0, y: 0, to: "a", u: 0, v: 1 }, { x: 0, y: 0, to: "a", u: 2, v: 1 }],
];
/** Rules that a JSON Schema cannot state whole: what it refuses is refused, and a little more. */
const LOOSE = ["order", "link", "points", "via", "crop", "frame", "groups", "start", "end", "startLeft", "endLeft"];

Deno.test("the schemas of all properties accept what the checks accept that shapes are read with", () => {
  const ajv = new Ajv2020({ strict: false });
  const value = fc.oneof(
    fc.constantFrom(...SAMPLES),
    fc.double({ min: -2e7, max: 2e7, noNaN: true }),
    fc.string(),
    fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { maxLength: 9 }),
    fc.anything({ maxDepth: 1 }),
  );
  let accepted = 0;
  for (const kind of KINDS) {
    const { needed, optional } = findKind(kind)!;
    const schemas = propertySchemas(kind);
    for (const [name, check] of [...needed, ...optional]) {
      // In JSON the samples of a stroke and the preview of a picture are text; they are bytes when the check sees them.
      if (name === "ink" || name === "preview") continue;
      const fits = ajv.compile(schemas[name]);
      fc.assert(
        fc.property(value, (each) => {
          const isGood = check(each);
          if (isGood) accepted++;
          if (LOOSE.includes(name) && !isGood) return;
          // NaN is no JSON.
          if (typeof each === "number" && !Number.isFinite(each)) return assert.equal(isGood, false);
          assert.equal(fits(each), isGood, `${kind} ${name} ${JSON.stringify(each)}`);
        }),
        { numRuns: 300, seed: 1 },
      );
    }
  }
  assert.ok(accepted > 1_000, `${accepted} values were accepted`);
});
