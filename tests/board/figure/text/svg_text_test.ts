import assert from "node:assert/strict";
import { svgText } from "../../../../board/figure/text/svg_text.ts";
import type { NoteShape } from "../../../../board/shape.ts";
import { inkOfText, type Lettering } from "../../../../board/figure/text/text_block.ts";

const inLight = (lettering: Lettering) => inkOfText(lettering, "light");
const NOTE: NoteShape = { id: "n", kind: "note", order: "a0", color: "yellow", x: 0, y: 0, w: 200, h: 200 };

Deno.test("each line of text is a run with the width of its layout", () => {
  const svg = svgText({ ...NOTE, text: "one\ntwo" }, inLight);
  assert.equal(svg.match(/<tspan /g)?.length, 2);
  assert.match(svg, /textLength="[0-9.]+" lengthAdjust="spacingAndGlyphs">one<\/tspan>/);
  assert.equal(svgText(NOTE, inLight), "");
});

Deno.test("letters that are not in our fonts keep their natural width and the alignment of the text", () => {
  const middle = svgText({ ...NOTE, text: "مرحبا بالعالم" }, inLight);
  assert.match(middle, /<tspan x="100" y="[0-9.]+" text-anchor="middle">\u2067مرحبا/);
  const right = svgText({ ...NOTE, text: "שלום", align: "end" }, inLight);
  assert.match(right, /<tspan x="184" y="[0-9.]+" text-anchor="end">\u2067שלום/);
  assert.match(svgText({ ...NOTE, text: "→→→→→→→ →→→" }, inLight), /<tspan x="100" [^>]*>→→→→→→→</);
  // The text after such a run must not be shifted.
  assert.doesNotMatch(svgText({ ...NOTE, text: "a →→ b" }, inLight), /text-anchor/);
});

Deno.test("text never becomes markup", () => {
  for (const text of ["</text><script>alert(1)</script>", "\"&<>'", "\u0000\ud800x\ufffe\u202e", "]]><a href='x'>"]) {
    const svg = svgText({ ...NOTE, text, w: 2_000 }, inLight);
    const inside = svg.replaceAll(/<\/?(text|tspan)( [^<>]*)?>/g, "");
    assert.doesNotMatch(inside, /[<>]/);
    assert.doesNotMatch(svg, /[\p{Cc}\p{Cs}\u202e\ufffe]/u);
  }
});
