import assert from "node:assert/strict";
import type { ArrowShape, GeoShape, LineShape } from "../../../../board/shape.ts";
import { MIXED } from "../../../../client/editor/style/styling.ts";
import { Desk } from "../../../support/client/editors.ts";
import { arrowOf, geoOf, noteOf, textOf } from "../../../support/board/figures.ts";
import { inkOf } from "../../../support/board/shapes.ts";

function desk(...shapes: Parameters<Desk["editor"]["board"]["add"]>[0][]) {
  const { editor } = new Desk();
  for (const shape of shapes) editor.board.add(shape);
  editor.selection.set(shapes.map(({ id }) => id));
  return { editor, styling: editor.styling, now: () => editor.styling.styled.value };
}

Deno.test("only properties that show on the selection are offered", () => {
  const names = (...shapes: Parameters<typeof desk>) => Object.keys(desk(...shapes).now().values);
  assert.deepEqual(names(inkOf("a")), ["color", "width", "opacity"]);
  assert(!names(geoOf("a")).includes("fillColor"), "without a fill there is no colour of it");
  assert(names(geoOf("a", { fill: "hatch" })).includes("fillColor"));
  assert(!names(geoOf("a", { form: "ellipse" })).includes("rounded"));
  assert(!names(geoOf("a")).includes("font"), "nothing is written");
  assert(names(arrowOf("a")).includes("endHead"));
});

Deno.test("what a selection offers follows from all of its shapes, also where they store the same", () => {
  const shapes = [
    ...(["rectangle", "ellipse"] as const).flatMap((form) => [
      geoOf(form, { form }),
      geoOf(`${form} filled`, { form, fill: "solid" }),
      geoOf(`${form} filled red`, { form, fill: "solid", color: "red" }),
      geoOf(`${form} with text`, { form, text: "a", fontSize: 28 }),
    ]),
    ...(["pen", "highlighter"] as const).map((nib) => inkOf(nib, { nib, width: 40 })),
    arrowOf("arrow", { width: 4 }),
    arrowOf("arrow with text", { text: "a", font: "mono" }),
    noteOf("note"),
    noteOf("note in the middle", { align: "middle" }),
    textOf("text"),
    textOf("faint text", { opacity: 0.5 }),
    geoOf("locked", { locked: true, color: "green", fill: "hatch" }),
  ].map((shape, i) => ({ ...shape, id: `shape-${i}` }));
  const { editor, now } = desk(...shapes);
  const valuesOf = (ids: readonly string[]) => {
    editor.selection.set(ids);
    return now().values as Record<string, unknown>;
  };
  const alone = new Map(shapes.map(({ id }) => [id, valuesOf([id])]));
  for (const { id: a } of shapes) {
    for (const { id: b } of shapes) {
      const expected: Record<string, unknown> = { ...alone.get(a) };
      for (const [name, value] of Object.entries(alone.get(b)!)) {
        expected[name] = name in expected && expected[name] !== value ? MIXED : value;
      }
      assert.deepEqual(valuesOf([...new Set([a, b])]), expected, `${a} and ${b}`);
    }
  }
});

Deno.test("a property whose values differ is mixed until it is set", () => {
  const { styling, now } = desk(geoOf("a", { color: "red" }), geoOf("b", { color: "blue", order: "a1" }));
  assert.equal(now().values.color, MIXED);
  assert.equal(now().values.width, 4);
  styling.set("color", "green");
  assert.equal(now().values.color, "green");
});

Deno.test("setting a property of several shapes is one undo step", () => {
  const { editor, styling } = desk(geoOf("a"), geoOf("b", { order: "a1" }));
  styling.set("dash", "dotted");
  editor.history.undo();
  assert.deepEqual([...editor.shapes.all()].map((shape) => (shape as GeoShape).dash), [undefined, undefined]);
});

Deno.test("the highlighter's width is set on the pen's scale and remembered for the highlighter", () => {
  const { editor, styling, now } = desk(inkOf("a", { nib: "highlighter", width: 40 }));
  assert.equal(now().values.width, 8);
  styling.set("width", 2);
  assert.equal((editor.shapes.get("a") as { width?: number }).width, 10);
  assert.equal(editor.nibs.of("highlighter").size, "s");
  assert.equal(editor.nibs.of("pen").size, "m");
});

Deno.test("ink takes any colour, and the pen keeps it", () => {
  const { editor, styling } = desk(inkOf("a", { color: "red" }), geoOf("b", { order: "a1" }));
  styling.set("color", "#123456");
  assert.deepEqual([...editor.shapes.all()].map((shape) => "color" in shape && shape.color), ["#123456", "#123456"]);
  assert.equal(editor.nibs.of("pen").color, "#123456");
});

Deno.test("a new route replaces the points that an arrow passes, and a new colour that of its text", () => {
  const { editor, styling } = desk(arrowOf("a", { via: [0.5, 0.5], textColor: "red" }));
  styling.set("route", "curve");
  styling.set("color", "green");
  const { via, textColor, color } = editor.shapes.get("a") as ArrowShape;
  assert.deepEqual([via, textColor, color], [undefined, undefined, "green"]);
});

Deno.test("a fill is offered for lines that enclose an area", () => {
  const line = (id: string, points: readonly number[]): LineShape => ({
    id,
    kind: "line",
    order: "a0",
    color: "red",
    width: 4,
    x: 0,
    y: 0,
    w: 50,
    h: 50,
    points,
  });
  assert(!("fill" in desk(line("a", [0, 0, 50, 50])).now().values));
  assert("fill" in desk(line("a", [0, 0, 50, 0, 50, 50, 0, 0])).now().values);
});

Deno.test("without a selection the style is that of what the tool draws next", () => {
  const { editor, styling } = desk();
  styling.set("color", "violet");
  assert.equal(editor.style.value.color, "violet");
  assert.equal(editor.look.value.color, "black");
  editor.tool.value = "star";
  styling.set("color", "#abcdef");
  styling.set("fill", "solid");
  assert.equal(editor.look.value.color, "#abcdef");
  assert.equal(editor.style.value.color, "violet");
});

Deno.test("a preview is shown but not written, and setting the value ends it", () => {
  const { editor, styling } = desk(geoOf("a"));
  styling.preview("opacity", 0.3);
  assert.equal(editor.drafts.get("a")?.opacity, 0.3);
  assert.equal(editor.shapes.get("a")?.opacity, undefined);
  styling.set("opacity", 0.5);
  assert.equal(editor.drafts.size, 0);
  assert.equal(editor.shapes.get("a")?.opacity, 0.5);
});

Deno.test("people who may not draw cannot style, and locked shapes keep their style", () => {
  const { editor, styling, now } = desk(geoOf("a"), geoOf("b", { order: "a1", locked: true }));
  styling.set("color", "red");
  assert.deepEqual([...editor.shapes.all()].map((shape) => "color" in shape && shape.color), ["red", "blue"]);
  editor.role.value = "viewer";
  styling.set("color", "green");
  assert.equal(now().values.color, "red");
});

Deno.test("C14: leaving a preview without a choice removes it, but no other drafts", () => {
  const { editor } = new Desk();
  editor.writer.add([geoOf("a")]);
  editor.selection.set(["a"]);
  editor.styling.preview("opacity", 0.3);
  assert.equal(editor.drafts.get("a")?.opacity, 0.3);
  editor.styling.endPreview();
  assert.equal(editor.drafts.size, 0);
  editor.styling.preview("opacity", 0.3);
  editor.drafts.show([geoOf("under the hand")]);
  editor.styling.endPreview();
  assert.deepEqual([...editor.drafts.ids], ["under the hand"]);
});

Deno.test("a selection whose style stays equal keeps the same style object, so that the panel does not render", () => {
  const { editor, now } = desk(geoOf("a"), geoOf("b", { order: "a1", color: "red" }));
  const before = now();
  editor.writer.change(new Map([["a", { x: 50 }]]));
  assert.equal(editor.shapes.get("a")?.x, 50);
  assert.equal(now(), before);
  editor.writer.change(new Map([["b", { color: "blue" }]]));
  assert.equal(now().values.color, "blue");
});
