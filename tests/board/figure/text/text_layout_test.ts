import assert from "node:assert/strict";
import fc from "fast-check";
import { caretAt, selectedBoxes } from "../../../../board/figure/text/caret.ts";
import type { LineAlign } from "../../../../board/figure/text/direction.ts";
import { layOutText, offsetIn, type TextStyle } from "../../../../board/figure/text/text_layout.ts";
import { runsOf } from "../../../../board/figure/text/text_run.ts";
import { TEXT_MAX } from "../../../../board/limits.ts";
import { startOfLetter } from "../../../../board/letters.ts";
import { FONTS } from "../../../../board/style.ts";
import { lettersArbitrary } from "../../../support/board/letters.ts";

const STYLE: TextStyle = { font: "hand", size: 20, align: "start" };
const linesOf = (text: string, width?: number) =>
  layOutText(text, { ...STYLE, width }).lines.map(({ from, to }) => text.slice(from, to));

/** Words, spaces, line breaks, long words, ideographs, pictographs, accents, right-to-left letters, tabs. */
const writing = fc.array(
  fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      " ",
      "  ",
      "\n",
      "\t",
      "-",
      "日本語、です。",
      "👩‍👩‍👧‍👦",
      "e\u0301",
      "שלום",
      "W".repeat(40),
      "well-known",
    ),
  ),
  { maxLength: 20 },
).map((parts) => parts.join(""));

Deno.test("lines contain the whole text, none exceeds the width, and each is as wide as its letters", () => {
  fc.assert(
    fc.property(writing, fc.integer({ min: 30, max: 400 }), fc.constantFrom(...FONTS), (text, width, font) => {
      const layout = layOutText(text, { font, size: 20, align: "start", width });
      let at = 0;
      for (const line of layout.lines) {
        // Between two lines there is at most one line break.
        assert.equal(text.slice(at, line.from).replace("\n", ""), "");
        assert(line.width <= width + 0.1, `${line.width} in ${width}`);
        const inked = text.slice(line.from, line.to).trimEnd() === "" ? 0 : line.width;
        assert(inked <= offsetIn(layout, line, line.to) + 0.001);
        at = line.to;
      }
      assert.equal(at, text.length);
      assert.equal(layout.h, layout.lines.length * layout.lineHeight);
    }),
    { seed: 31, numRuns: 1_000 },
  );
});

Deno.test("lines break after spaces and hyphens, and inside words that are too long for a line", () => {
  assert.deepEqual(linesOf("Hello world, this is a-b thing", 108), ["Hello ", "world, ", "this is a-b ", "thing"]);
  assert.deepEqual(linesOf("well-known", 70), ["well-", "known"]);
  assert.deepEqual(linesOf("a WWWWWWWWWW", 100), ["a ", "WWWWW", "WWWWW"]);
});

Deno.test("fault C1: no line begins or ends inside a letter: an emoji, a flag, a letter with its accents", () => {
  assert.deepEqual(linesOf("🇩🇪🇩🇰🇩🇪", 60), ["🇩🇪🇩🇰", "🇩🇪"]);
  assert.deepEqual(linesOf("日🇩🇪", 40), ["日", "🇩🇪"]);
  assert.deepEqual(linesOf("xxxx👍🏿xx", 70), ["xxxx", "👍🏿xx"]);
  fc.assert(
    fc.property(lettersArbitrary, fc.integer({ min: 10, max: 120 }), (letters, width) => {
      const text = letters.join("");
      for (const { from, to } of layOutText(text, { ...STYLE, width }).lines) {
        for (const at of [from, to]) assert.equal(startOfLetter(text, at), at, JSON.stringify({ text, width, at }));
      }
    }),
    { seed: 7, numRuns: 2_000 },
  );
});

Deno.test("a letter of thousands of characters is broken into lines", () => {
  // One letter: Unicode joins any number of leading Hangul consonants.
  const layout = layOutText("\u1100".repeat(TEXT_MAX - 1), { ...STYLE, width: 60 });
  assert.ok(layout.lines.length > 500);
});

Deno.test("fault C1: a text that is too long is cut between letters", () => {
  for (const letter of ["😀", "👍🏿", "🇩🇪", "e\u0301"]) {
    const text = "x".repeat(TEXT_MAX - 1);
    assert.equal(layOutText(text + letter, STYLE).text, text, letter);
  }
});

Deno.test("line breaks and empty lines are kept, and spaces at the end of a line hang", () => {
  assert.deepEqual(linesOf("a\n\nb\n"), ["a", "", "b", ""]);
  assert.deepEqual(linesOf("", 50), [""]);
  const { lines } = layOutText("word      ", { ...STYLE, width: 60 });
  assert.equal(lines.length, 1);
  assert.ok(lines[0].width < 60);
});

Deno.test("lines may break between ideographs, but not before their full stop", () => {
  assert.deepEqual(linesOf("日本語です。", 100), ["日本語で", "す。"]);
});

Deno.test("without a width, the text is as wide as its longest line, and other lines are aligned in it", () => {
  const { w, lines } = layOutText("a long line\nshort", { ...STYLE, align: "end" });
  assert.equal(w, lines[0].width);
  assert.ok(Math.abs(lines[1].x + lines[1].width - w) < 1e-9);
});

Deno.test("joined pictographs have the width of one, and joined letters keep their widths", () => {
  const widthOf = (text: string) => layOutText(text, STYLE).w;
  for (const joined of ["👨‍👩‍👧", "👩🏽‍🚀", "🏴‍☠️", "❤️‍🔥", "🇩🇪"]) assert.equal(widthOf(`${joined}a`), widthOf("👨a"), joined);
  assert.equal(widthOf("क्‍ष"), widthOf("क्ष"));
});

Deno.test("of a megabyte of text, only the displayed part is laid out", () => {
  for (const text of ["x".repeat(1e6), "\n".repeat(1e6), "\u202e\u0000\u200d".repeat(4e5), "🏴‍☠️".repeat(2e5)]) {
    const layout = layOutText(text, { ...STYLE, width: 200 });
    assert.equal(layout.text.length, TEXT_MAX);
    assert.ok(layout.lines.length <= TEXT_MAX + 1);
  }
});

Deno.test("runs contain no control characters and all other characters of the text", () => {
  const text = "abc\u202e\u0007 \u2066évil\u2069\r\u0000 → 日本 x\ty";
  const layout = layOutText(text, STYLE);
  const drawn = layout.lines.flatMap((line) => runsOf(layout, line).map((run) => run.text)).join("");
  assert.equal(drawn, "abc évil → 日本 xy");
  assert.doesNotMatch(drawn, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
});

Deno.test("runs are adjacent, and right-to-left letters stay in one run", () => {
  const layout = layOutText("ab → cd שלום ok", STYLE);
  assert.equal(runsOf(layout, layout.lines[0]).length, 1);
  const mixed = layOutText("ab →→ cd", STYLE);
  const runs = runsOf(mixed, mixed.lines[0]);
  assert.deepEqual(runs.map(({ text, isKnown }) => [text, isKnown]), [["ab ", true], ["→→", false], [" cd", true]]);
  for (const [i, { x, width }] of runs.slice(0, -1).entries()) assert.ok(Math.abs(x + width - runs[i + 1].x) < 1e-9);
});

Deno.test("the caret is at the end of the letter before it, and a selection has a box on each of its lines", () => {
  const text = "one two\nthree";
  const layout = layOutText(text, STYLE);
  assert.deepEqual(caretAt(layout, 0), { x: 0, y: 0, w: 0, h: 26 });
  assert.equal(caretAt(layout, 7).x, layout.lines[0].width);
  assert.deepEqual(caretAt(layout, 8), { x: 0, y: 26, w: 0, h: 26 });
  const boxes = selectedBoxes(layout, 4, 10);
  assert.deepEqual(boxes.map(({ y }) => y), [0, 26]);
  assert.equal(boxes[0].x + boxes[0].w, layout.lines[0].width);
  assert.deepEqual(selectedBoxes(layout, 4, 4), []);
});

Deno.test("a paragraph runs as its first letter does: from right to left it starts at the right, unless a side was chosen", () => {
  const text = "\u00ab\u0645\u0631\u062d\u0628\u0627!\u00bb 12\nabc \u0645\u0631\u062d\u0628\u0627!\n12!";
  const at = (align: LineAlign) => {
    const layout = layOutText(text, { ...STYLE, align, width: 500 });
    return layout.lines.map((line) => {
      const [run] = runsOf(layout, line);
      const isRight = Math.abs(line.x + line.width - 500) < 1e-9;
      return [line.x === 0 ? "left" : isRight ? "right" : "between", run.isRightToLeft ?? false];
    });
  };
  assert.deepEqual(at("natural"), [["right", true], ["left", false], ["left", false]]);
  assert.deepEqual(at("start"), [["left", true], ["left", false], ["left", false]]);
  assert.deepEqual(at("end"), [["right", true], ["right", false], ["right", false]]);
  assert.deepEqual(at("middle"), [["between", true], ["between", false], ["between", false]]);
});

Deno.test("the caret in a line from right to left moves to the left", () => {
  const layout = layOutText("\u0645\u0631\u062d", { ...STYLE, align: "natural", width: 500 });
  const [line] = layout.lines;
  const places = [0, 1, 2, 3].map((index) => caretAt(layout, index).x);
  assert.deepEqual([places[0], places[3]], [500, 500 - line.width]);
  assert.ok(places[0] > places[1] && places[1] > places[2] && places[2] > places[3], String(places));
  const [{ x, w }] = selectedBoxes(layout, 0, 1);
  assert.deepEqual([x + w, x], [places[0], places[1]]);
});
