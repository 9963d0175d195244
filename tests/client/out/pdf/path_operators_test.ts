import assert from "node:assert/strict";
import { InkOperators, pathOperators } from "../../../../client/out/pdf/path_operators.ts";

function words(operators: string): string {
  return operators.trim().split(/\s+/).join(" ");
}

Deno.test("path data of figures and of hand-drawn lines become operators", () => {
  assert.equal(words(pathOperators("M0 1L-2.5 3.45Z")), "0 1 m -2.5 3.45 l h");
  assert.equal(words(pathOperators("M1 2 C1 2, 3 4, 5 6 L.5 7 ")), "1 2 m 1 2 3 4 5 6 c .5 7 l");
  assert.equal(words(pathOperators("M1e-7 -1e-7L2e2 0")), "0 0 m 200 0 l");
  assert.equal(pathOperators(""), "");
});

Deno.test("the quadratic curves of ink become cubic ones, in hundredths", () => {
  const ink = new InkOperators();
  ink.moveTo(0, 0);
  ink.bendTo(3, 0, 3, 3);
  ink.lineTo(1.234, 0);
  ink.closePath();
  assert.equal(words(ink.operators), "0 0 m 200 0 300 100 300 300 c 123 0 l h");
});
