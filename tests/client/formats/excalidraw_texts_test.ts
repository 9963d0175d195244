import assert from "node:assert/strict";
import { fitted, letteringOf } from "../../../board/figure/text/shape_text.ts";
import { layOutText } from "../../../board/figure/text/text_layout.ts";
import type { ArrowShape, GeoShape, TextShape } from "../../../board/shape.ts";
import { shapesShown } from "../../support/formats/drawing_facts.ts";
import { arrow, box, element, label, scene } from "../../support/formats/excalidraw_files.ts";
import { isNear, shapesOf } from "../../support/formats/read_shapes.ts";

Deno.test("a form whose words are not as faint as it is has them as a text in its group", async () => {
  const [form, text] = await shapesOf(scene(
    box({ id: "box", opacity: 30 }),
    label("box", { text: "strong", originalText: "strong", x: 150, y: 120, width: 60, height: 25 }),
  ));
  assert.deepEqual([form.opacity, text.kind, text.opacity], [0.3, "text", undefined]);
  assert.deepEqual(form.groups, text.groups);
});

Deno.test("a label becomes the text of its form, which keeps its size, and only its own line breaks remain", async () => {
  const [form, ...others] = await shapesOf(scene(
    box({ id: "box", height: 60, boundElements: [{ id: "words", type: "text" }] }),
    label("box", { id: "words", text: "two\nwords", originalText: "two words", strokeColor: "#2f9e44", height: 50 }),
  ));
  assert.equal(others.length, 0);
  const geo = form as GeoShape;
  assert.equal(geo.text, "two words");
  assert.equal(geo.textColor, "#2f9e44");
  isNear(fitted(geo).h, 60);
});

Deno.test("the text of a form is as wide as there, in as many lines as far from each other", async () => {
  const [geo, long, small] = await shapesOf(scene(
    box({ id: "b", width: 194, height: 127 }),
    label("b", { text: "GCE\nIngress Controller", width: 178, height: 50, fontSize: 20, fontFamily: 1 }),
    box({ id: "c", width: 120, height: 200 }),
    label("c", { text: "A line that no program has wrapped", width: 300, height: 25, fontSize: 20, fontFamily: 1 }),
    box({ id: "d", width: 400, height: 100 }),
    label("d", { text: "Hello wide world", width: 148, height: 25, fontSize: 20, fontFamily: 5 }),
  )) as GeoShape[];
  isNear(layOutText("Hello wide world", { font: "hand", size: small.fontSize!, align: "start" }).w, 148);
  isNear(small.fontSize! * small.lineHeight!, 25);
  assert.equal(letteringOf(geo)!.layout.lines.length, 2);
  assert(geo.fontSize! < 20 && geo.fontSize! >= 16);
  assert.equal(long.fontSize, 20);
});

Deno.test("a text fills the box that it had", async () => {
  const [text] = await shapesOf(scene(element("text", {
    text: "Hello wide world\nand a line",
    width: 171,
    height: 50,
    fontSize: 20,
    fontFamily: 5,
    lineHeight: 1.25,
  })));
  const { w, h, text: words } = fitted(text as TextShape);
  assert.equal(words, "Hello wide world\nand a line");
  isNear(w, 171);
  isNear(h, 50);
});

Deno.test("a text whose box was not made for it keeps its size, and wraps as high as the box says", async () => {
  const words = "A long line that says everything about it";
  const guessed = { text: words, fontSize: 14, fontFamily: 5 };
  const texts = await shapesOf(scene(
    element("text", { ...guessed, width: 900, height: 20 }),
    element("text", { ...guessed, width: 160, height: 36, y: 100 }),
  ));
  const [wide, high] = texts.map((text) => fitted(text as TextShape));
  assert.deepEqual([wide.fontSize, wide.w, high.fontSize, high.w], [14, 900, 14, 160]);
  isNear(wide.h, 20);
  isNear(high.h, 36);
});

Deno.test("the label of an arrow is in the middle, wherever the file says, in as many lines", async () => {
  const [first, second] = await shapesOf(scene(
    arrow("", "", { id: "a", points: [[0, 0], [100, 0], [100, 300]] }),
    label("a", { text: "from ANIP:portA to B", x: -500, y: 0, width: 30, height: 25 }),
    arrow("", "", { id: "b", points: [[0, 0], [200, 0]] }),
    label("b", { text: "middle", x: -500, y: 0, width: 60, height: 25 }),
  )) as ArrowShape[];
  assert.equal(first.labelAt, 0.25, "the middle point");
  assert.equal(second.labelAt, undefined);
  isNear(layOutText("middle", { font: second.font!, size: second.fontSize!, align: "start" }).w, 60);
});

Deno.test("the label of an arrow has as many lines as there, at its size", async () => {
  const words = "a label of an arrow that wraps where the arrow ends";
  const shapes = (await shapesOf(scene(
    ...[words, "a label of an arrow\nthat wraps where the\narrow ends", "short"].flatMap((text, i) => [
      arrow("", "", { id: `a${i}`, points: [[0, 0], [900, 0]] }),
      label(`a${i}`, { text, originalText: text.length > 9 ? words : text, width: 600, height: 25 }),
    ]),
  ))) as ArrowShape[];
  assert.deepEqual(shapes.map((shape) => letteringOf(shape)!.layout.lines.length), [1, 3, 1]);
  assert.deepEqual(shapes.map(({ fontSize }) => fontSize), [20, 20, 20]);
  assert.equal(shapes[2].labelWidth, undefined);
});

Deno.test("letters do not grow into a box that is wider than any font of Excalidraw would make it", async () => {
  const words = { text: "const a = 1;", originalText: "const a = 1;", fontSize: 20, fontFamily: 3, height: 25 };
  const measured = layOutText(words.text, { font: "mono", size: 20, align: "start" }).w;
  const [exact, guessed] = await shapesShown(scene(
    element("text", { ...words, width: 0.977 * measured }),
    element("text", { ...words, width: 1.1 * measured, y: 100 }),
  )) as TextShape[];
  isNear(exact.fontSize!, 19.54, 0.01);
  assert.equal(guessed.fontSize, 20);
  isNear(guessed.w, 1.1 * measured, 0.01);
});
