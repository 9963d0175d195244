import assert from "node:assert/strict";
import { uprightOf } from "../../../board/figure/point.ts";
import type { ArrowShape, GeoShape, ImageShape, LineShape, Shape, TextShape } from "../../../board/shape.ts";
import { readShape } from "../../../board/shape_reader.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { inTime } from "../../support/formats/in_time.ts";
import { PICTURE } from "../../support/formats/excalidraw_files.ts";
import { SVG_FILE } from "../../support/formats/svg_files.ts";

function read(svg: string) {
  return readDrawing(new TextEncoder().encode(svg));
}

async function shapesIn(inside: string, root = "") {
  return (await read(`<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`)).shapes;
}

function placeOf(shape: Shape): number[] {
  const { minX, minY, maxX, maxY } = uprightOf(shape);
  return [minX, minY, maxX - minX, maxY - minY].map((value) => Math.round(value * 100) / 100);
}

Deno.test("forms arrive with their place, look, turn and group, at the scale of the view box", async () => {
  const { shapes, missed } = await read(SVG_FILE);
  const [hot, turned, ellipse] = shapes as GeoShape[];
  assert.deepEqual(placeOf(hot), [20, 40, 200, 80]);
  assert.deepEqual([hot.fillColor, hot.color, hot.width, hot.rounded, hot.opacity], [
    "#ff8800",
    "#ff0000",
    6,
    true,
    0.5,
  ]);
  assert.deepEqual([turned.w, turned.h, Math.round(turned.angle! * 180 / Math.PI)], [80, 40, 30]);
  assert.deepEqual([turned.fill, turned.color, turned.dash], [undefined, "#0000ff", "dashed"]);
  assert.deepEqual([ellipse.form, ellipse.fillColor, ...placeOf(ellipse)], ["ellipse", "#899aab", 340, 100, 160, 80]);
  assert.deepEqual(hot.groups, ellipse.groups);
  assert(hot.groups!.length === 2 && shapes.every(({ groups }) => groups![0] === hot.groups![0]));
  const [arrow] = shapes.filter(({ kind }) => kind === "arrow") as ArrowShape[];
  assert.deepEqual([arrow.end.x, arrow.end.y, arrow.endHead, arrow.width], [200, 200, "triangle", 4]);
  assert.deepEqual(missed, { gradient: 1, hidden: 1 });
  const dot = shapes.find((shape) => shape.kind === "geo" && shape.fillColor === "#008000")!;
  assert.deepEqual(placeOf(dot), [750, 30, 20, 20]);
  const nested = shapes.at(-1) as GeoShape;
  assert.deepEqual([nested.fillColor, ...placeOf(nested)], ["#008080", 200, 440, 80, 80]);
  assert.equal(shapes.find(({ link }) => link !== undefined)!.link, "https://example.org/");
});

Deno.test("texts are lines at their baselines, aligned by their anchors", async () => {
  const { shapes } = await read(SVG_FILE);
  const [first, second, middle] = shapes.filter(({ kind }) => kind === "text") as TextShape[];
  assert.deepEqual([first.text, second.text, middle.text], ["Hello world", "again", "middle"]);
  assert.deepEqual([first.font, first.fontSize, first.x, second.x], ["serif", 40, 20, 20]);
  assert(Math.abs(second.y - first.y - 48) < 0.01 && first.y < 400 && first.y + first.h > 400);
  assert(Math.abs(middle.x + middle.w / 2 - 400) < 0.01);
});

Deno.test("path data gives the points that browsers draw", async () => {
  const [line] = await shapesIn('<path fill="none" stroke="red" d="m10,10 20 0v20H10z l-5-5"/>') as LineShape[];
  assert.deepEqual([...placeOf(line), ...line.points], [10, 10, 20, 20, 0, 0, 20, 0, 20, 20, 0, 20, 0, 0]);
  // Flags without separators, and numbers that only a sign or a point divides.
  const [arc] = await shapesIn('<path fill="none" stroke="red" d="M0 0a5 5 0 0110 0"/>') as LineShape[];
  assert.deepEqual(placeOf(arc).map(Math.round), [0, -5, 10, 5]);
  const [quad] = await shapesIn('<path fill="none" stroke="red" d="M0,0Q10.5.5-20-1T.5.5"/>') as LineShape[];
  assert(quad.points.length > 8);
  // What comes before a mistake is drawn.
  const broken = await shapesIn('<path stroke="red" fill="none" d="M0 0L10 0L10 x 5"/>') as LineShape[];
  assert.deepEqual(broken[0].points, [0, 0, 10, 0]);
  assert.equal((await shapesIn('<path d="L5 5"/><rect width="1" height="1"/>')).length, 1);
});

Deno.test("the holes of an area stay open, by either rule", async () => {
  for (const rule of ["", 'fill-rule="evenodd"']) {
    const inner = rule === "" ? "M2 2v6h6V2z" : "M2 2h6v6H2z";
    const [area] = await shapesIn(`<path ${rule} d="M0 0h10v10H0z${inner}"/>`) as LineShape[];
    // Twice the signed area of the one line around both.
    const points = area.points, size = points.length;
    let sum = 0;
    for (let i = 0; i < size; i += 2) {
      sum += points[i] * points[(i + 3) % size] - points[(i + 2) % size] * points[i + 1];
    }
    assert.equal(Math.abs(sum) / 2, 100 - 36, rule);
  }
});

Deno.test("what is skewed or mirrored becomes an outline, and a picture stays one", async () => {
  const shapes = await shapesIn(
    `<rect width="10" height="10" transform="skewX(45)"/><circle r="5" transform="scale(-2 1)"/>` +
      `<image href="${PICTURE}" x="5" y="5" width="20" height="10" transform="rotate(90)"/><image href="https://x.org/a.png"/>`,
  );
  assert.deepEqual(shapes.map(({ kind }) => kind), ["line", "line", "image"]);
  assert.deepEqual(placeOf(shapes[0]), [0, 0, 20, 10]);
  assert.deepEqual(placeOf(shapes[1]).map(Math.round), [-10, -5, 20, 10]);
  assert.deepEqual(placeOf(shapes[2]), [-15, 5, 10, 20]);
});

Deno.test("a hundred hostile drawings run nothing, fetch nothing, and are answered in time", async () => {
  const script = "globalThis.harmed = true";
  const wrap = (inside: string, head = "") => `${head}<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
  const bombs = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("");
  const doctype = `<!DOCTYPE svg [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">${bombs}]>`;
  const uses = (depth: number, width: number) =>
    Array.from({ length: depth }, (_, i) => `<g id="u${i + 1}">${`<use href="#u${i}"/>`.repeat(width)}</g>`).join("");
  const single = [
    `<script>${script}</script>`,
    `<rect width="9" height="9" onload="${script}" onclick="${script}"/>`,
    `<a href="javascript:${script}"><rect width="9" height="9"/></a>`,
    `<foreignObject width="9" height="9"><iframe src="http://a.test/"/></foreignObject>`,
    `<image href="http://a.test/x.png" width="9" height="9"/><image href="//a.test/x" width="9" height="9"/>`,
    `<image href="file:///etc/passwd" width="9" height="9"/>`,
    `<use href="http://a.test/x.svg#a"/><use href="#self" id="self"/>`,
    `<style>@import url(http://a.test/x.css); rect { fill: url(http://a.test/y) } * { background: url(//a.test) }</style><rect width="9" height="9"/>`,
    `<animate attributeName="href" values="javascript:${script}"/><set onbegin="${script}"/>`,
    `<g id="loop"><use href="#loop"/></g>`,
    `<rect width="1" height="1" id="u0"/>${uses(12, 10)}<use href="#u12"/>`,
    `<rect width="NaN" height="-5" x="1e999"/><circle r="1e308"/><path d="M1e400 0L NaN 5"/>`,
    `<path d="M0 0${"a1 1 0 0 1 1 1".repeat(150_000)}"/>`,
    `<path d="M0 0${"l1 1".repeat(500_000)}"/>`,
    `<path d="${"M".repeat(500_000)}"/><path d="${" ".repeat(500_000)}M0 0"/>`,
    `<g>`.repeat(300) + "</g>".repeat(300),
    `<rect width="1" height="1"/>`.repeat(200_000),
    `<style>${".a{fill:red}".repeat(50_000)}</style>${'<rect class="a" width="1" height="1"/>'.repeat(20_000)}`,
    `<linearGradient id="g" href="#g"/><rect fill="url(#g)" width="1" height="1"/>`,
    `<text font-size="1e9">x</text><text font-size="16">${"x ".repeat(100_000)}</text>`,
    `<g transform="${"rotate(5)".repeat(100_000)}"><rect width="1" height="1"/></g>`,
    `<polyline points="${"1,".repeat(400_000)}"/><polyline points="${"-".repeat(100_000)}"/>`,
    `<svg viewBox="0 0 0 0"><svg viewBox="1 2 NaN 4"><rect width="1" height="1"/></svg></svg>`,
    `<rect fill="${"(".repeat(100_000)}" style="${"a:".repeat(100_000)}" width="1" height="1"/>`,
    `<rect __proto__="x" constructor="y" class="__proto__" id="__proto__" width="1" height="1"/><use href="#__proto__"/>`,
  ];
  const heads = ["", '<?xml version="1.0"?>', '<?xml-stylesheet href="http://a.test/x.css"?>', doctype];
  const files = [
    ...single.flatMap((inside) => heads.slice(0, 3).map((head) => wrap(inside, head))),
    ...single.slice(0, 22).map((inside) => wrap(`${inside}<text>&e20;&x;</text>`, heads[3])),
    `<svg>${"<".repeat(3_000_000)}`,
    `<svg ${"a ".repeat(1_000_000)}>`,
    `<svg ${'a="'.repeat(500_000)}>`,
  ];
  assert(files.length >= 100);
  const { fetch } = globalThis;
  let fetched = 0;
  globalThis.fetch = () => {
    fetched++;
    return Promise.reject(new Error("Cannot fetch here"));
  };
  try {
    for (const [i, file] of files.entries()) {
      try {
        const { shapes, pictures } = await inTime(`file ${i}`, () => read(file));
        assert.equal(pictures.size, 0);
        for (const shape of shapes) {
          assert(readShape(shape.id, shape), `file ${i}`);
          assert(!/javascript/i.test(shape.link ?? ""));
        }
      } catch (error) {
        assert(error instanceof DrawingError, `file ${i}: ${error}`);
      }
    }
  } finally {
    globalThis.fetch = fetch;
  }
  assert.deepEqual([fetched, Reflect.get(globalThis, "harmed")], [0, undefined]);
});

Deno.test("what shines through an element still does, apart for its fill and its outline", async () => {
  const shapes = await shapesIn(`
    <line x2="90" stroke="#64748b66"/>
    <line y2="90" stroke="red" stroke-opacity="0.5" marker-end="url(#m)"/>
    <rect width="50" height="40" fill="rgba(0, 0, 255, 0.5)" stroke="#00ff00" stroke-width="3"/>
    <path d="M0 0H50V40Z" fill="blue" fill-opacity="0.5" stroke="blue" stroke-opacity="0.5"/>
    <text y="30" fill-opacity="0.25">faint</text>`) as GeoShape[];
  const looks = shapes.map(({ kind, color, fillColor, opacity = 1 }) => [kind, color, fillColor, opacity]);
  assert.deepEqual(looks, [
    ["line", "#64748b", undefined, 0.4],
    ["arrow", "#ff0000", undefined, 0.5],
    ["geo", "#0000ff", "#0000ff", 0.5],
    ["geo", "#00ff00", undefined, 1],
    ["line", "#0000ff", "#0000ff", 0.5],
    ["text", "black", undefined, 0.25],
  ]);
  assert.deepEqual(shapes[2].groups, shapes[3].groups);
});

Deno.test("paths and polylines with markers are arrows with the heads of the markers", async () => {
  const shapes = await shapesIn(`
    <style>.l { marker-end: url(#dot); fill: none }</style>
    <marker id="tip" markerWidth="10" markerUnits="userSpaceOnUse"><path d="M0 0L10 5L0 10z"/></marker>
    <marker id="open" markerWidth="5"><polyline points="0 0 5 3" fill="none"/></marker>
    <marker id="dot"><circle r="2"/></marker>
    <path d="M0 0H90" stroke="red" stroke-width="2" fill="none" marker-end="url(#tip)"/>
    <polyline points="0 50 40 50 40 90" stroke="red" stroke-width="2" fill="none" marker-start="url(#open)"/>
    <g class="l"><line x1="0" y1="120" x2="90" y2="120" stroke="red"/></g>
    <path d="M0 0H90V90" stroke="red" marker-end="url(#tip)"/>`) as ArrowShape[];
  const heads = shapes.map((
    { kind, startHead, endHead, headSize, via },
  ) => [kind, startHead, endHead, headSize, via?.length]);
  assert.deepEqual(heads, [
    ["arrow", "none", "triangle", 10, undefined],
    ["arrow", "arrow", "none", 10, 2],
    ["arrow", "none", "dot", 3, undefined],
    ["line", undefined, undefined, undefined, undefined],
  ]);
});

Deno.test("texts have the size and family of the short form, and stand where their baseline says", async () => {
  const [title, middle] = await shapesIn(
    `<text y="60" style="font: italic 700 42px/1.2 Courier, monospace">Title</text>
    <text y="60" font-size="20" dominant-baseline="central">Middle</text>`,
  ) as TextShape[];
  assert.deepEqual([title.fontSize, title.font], [42, "mono"]);
  assert.equal(middle.y + middle.h / 2, 60);
});

Deno.test("style sheets may say in which elements an element is, as diagrams of Mermaid do", async () => {
  const shapes = await shapesIn(
    `
    <style>#m .node rect, #m .node>circle { fill: #ececff; stroke: #9370db } #m .edge { stroke: red; fill: none } .node .none rect { fill: red }</style>
    <g class="root"><g class="node default"><rect width="90" height="40"/></g><path class="edge" d="M0 0H9V9"/></g>
    <rect width="9" height="9" fill="#112233"/>`,
    'id="m"',
  ) as GeoShape[];
  assert.deepEqual(shapes.map(({ fillColor, color }) => [fillColor, color]), [
    ["#ececff", "#9370db"],
    [undefined, "#ff0000"],
    ["#112233", "#112233"],
  ]);
});

Deno.test("words of pages inside a drawing are texts in the middle of their boxes", async () => {
  const html = `xmlns="http://www.w3.org/1999/xhtml"`;
  const { shapes, missed } = await read(`<svg xmlns="http://www.w3.org/2000/svg">
    <foreignObject x="100" y="40" width="80" height="24"><div ${html} style="font-size:14px"><span style="color:#ff0000"><p>Start<br/>it</p></span></div></foreignObject>
    <switch><foreignObject width="100%" height="100%"><div ${html}>Label</div></foreignObject><text x="5" y="9">Label</text></switch>
    <foreignObject width="0" height="0"><div ${html}><span></span></div></foreignObject>
    <foreignObject width="9" height="9"><script>harm()</script></foreignObject></svg>`);
  const [text, other] = shapes as TextShape[];
  assert.deepEqual([text.text, text.fontSize, text.color, text.align], ["Start\nit", 14, "#ff0000", "middle"]);
  assert.deepEqual([text.x + text.w / 2, text.y + text.h / 2], [140, 52]);
  assert.deepEqual([other.text, Math.round(other.x)], ["Label", 5]);
  assert.deepEqual([shapes.length, missed], [2, { other: 1 }]);
});

Deno.test("areas apart are shapes apart, each with its own holes", async () => {
  const square = (x: number, y: number, side: number) => `M${x},${y}h${side}v${side}h${-side}z`;
  // Two squares, one with a hole in it, and one inside of that hole.
  const d = [square(0, 0, 100), square(300, 0, 100), square(320, 20, 60), square(340, 40, 20)].join("");
  for (const fill of ['fill-rule="evenodd" fill="red"', 'fill-rule="evenodd" fill="red" stroke="blue"']) {
    const areas = (await shapesIn(`<path ${fill} d="${d}"/>`)).filter((shape) =>
      (shape as LineShape).fill
    ) as LineShape[];
    assert.deepEqual(areas.map(placeOf), [[0, 0, 100, 100], [300, 0, 100, 100]]);
    assert.deepEqual(areas[0].points, [0, 0, 100, 0, 100, 100, 0, 100, 0, 0]);
    // The holes are reached from the corner that is nearest: along the diagonal.
    assert.deepEqual(areas[1].points.slice(0, 6), [0, 0, 20, 20, 20, 80]);
  }
});

Deno.test("style sheets for dark pages do not count, those for the whole picture do", async () => {
  const sheet = `@font-face { font-family: A; src: none }
    :root { fill: #00ff00 }
    @media (prefers-color-scheme: dark) { :root { fill: #ffffff } .a { fill: #ffffff } }
    .b { fill: #0000ff }`;
  const shapes = await shapesIn(
    `<style>${sheet}</style><rect class="a" width="9" height="9"/><rect class="b" width="9" height="9"/>`,
  ) as GeoShape[];
  assert.deepEqual(shapes.map(({ fillColor }) => fillColor), ["#00ff00", "#0000ff"]);
});

Deno.test("a switch shows the words in the language of the person, else those without one", async () => {
  const words = (language: string) => `<text systemLanguage="${language}">${language}</text>`;
  const own = navigator.language.slice(0, 2);
  const textsOf = async (inside: string) =>
    (await shapesIn(`<switch>${inside}<text>other</text></switch>`)).map((text) => (text as TextShape).text);
  assert.deepEqual(await textsOf(words("tlh")), ["other"]);
  assert.deepEqual(await textsOf(words("tlh") + words(`tlh, ${own}`)), [`tlh, ${own}`]);
});

Deno.test("dashes without length are dots", async () => {
  const [line] = await shapesIn('<path fill="none" stroke="red" stroke-dasharray="0,6" d="M0,0H90"/>') as LineShape[];
  assert.equal(line.dash, "dotted");
});

Deno.test("a form that is filled with a picture is that picture, cut as the form cuts it", async () => {
  const pattern = (id: string, transform: string) =>
    `<pattern id="${id}" patternContentUnits="objectBoundingBox" width="1" height="1">
      <use href="#i" transform="${transform}"/></pattern>`;
  const [whole, part] = await shapesIn(`<defs>${pattern("a", "scale(0.01 0.02)")}
    ${pattern("b", "translate(-0.5 0) scale(0.02)")}<image id="i" width="100" height="50" href="${PICTURE}"/></defs>
    <rect x="10" y="20" width="200" height="80" fill="url(#a)"/><ellipse rx="30" ry="20" fill="url(#b)"/>`) as ImageShape[];
  assert.deepEqual([whole.kind, whole.crop, ...placeOf(whole)], ["image", undefined, 10, 20, 200, 80]);
  assert.deepEqual([part.crop, part.form, ...placeOf(part)], [
    { x: 0.25, y: 0, w: 0.5, h: 1 },
    "ellipse",
    -30,
    -20,
    60,
    40,
  ]);
});
