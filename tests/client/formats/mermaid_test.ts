import assert from "node:assert/strict";
import type { ArrowShape, FrameShape, GeoShape, Shape } from "../../../board/shape.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { readFlowchart } from "../../../client/formats/mermaid/flowchart_reader.ts";
import { diagramText } from "../../../client/formats/mermaid/statements.ts";
import { threadTime } from "../../support/thread_time.ts";

function read(text: string) {
  return readDrawing(new TextEncoder().encode(text));
}

function chart(text: string) {
  return readFlowchart(diagramText(text)!);
}

Deno.test("nodes have the forms and words of their brackets", () => {
  const { nodes } = chart(`flowchart TD
    a[Plain words] --> b(Round) --> c([Stadium]) --> d[[Routine]] --> e[(Store)] --> f((fa:fa-car Circle))
    g{Choice?} --> h{{Hexagon}} --> i[/Lean/] --> j[/Trap\\\\] --> k(((Two)))
    l["quoted (with) [brackets]; #quot;x#quot;<br/>two"]:::big --> m
    n@{ shape: cyl, label: "Data base" }`);
  const forms = Object.fromEntries([...nodes.values()].map(({ id, form }) => [id, form]));
  assert.deepEqual(forms, {
    a: "rectangle",
    b: "round",
    c: "round",
    d: "rectangle",
    e: "cylinder",
    f: "circle",
    g: "diamond",
    h: "hexagon",
    i: "leaning",
    j: "trapezoid",
    k: "circle",
    l: "rectangle",
    m: "rectangle",
    n: "cylinder",
  });
  assert.equal(nodes.get("l")!.text, 'quoted (with) [brackets]; "x"\ntwo');
  assert.deepEqual(["a", "m", "n", "f"].map((id) => nodes.get(id)!.text), ["Plain words", "m", "Data base", "Circle"]);
});

Deno.test("links have lines, heads and words, and join all nodes of two groups", () => {
  const { edges, unread } = chart(`graph LR; a-->b; a---c; a-.->b; a==>b; a --o b; a x--x b
    a -->|yes, really| b
    a -- no --> b
    a -. maybe .-> b
    a == sure ==> b
    a <--> b ----> c
    a & b --> c & d
    a ~~~ d
    my-node-->other_1
    example.org/v2 --> b
    what is this`);
  const said = edges.map(({ from, to, line, text, startHead, endHead }) =>
    [from, to, line, text, startHead, endHead].join(" ")
  );
  assert.deepEqual(said, [
    "a b solid  none arrow",
    "a c solid  none none",
    "a b dotted  none arrow",
    "a b thick  none arrow",
    "a b solid  none circle",
    "a b solid  cross cross",
    "a b solid yes, really none arrow",
    "a b solid no none arrow",
    "a b dotted maybe none arrow",
    "a b thick sure none arrow",
    "a b solid  arrow arrow",
    "b c solid  none arrow",
    ...["a c", "a d", "b c", "b d"].map((ends) => `${ends} solid  none arrow`),
    "a d unseen  none none",
    "my-node other_1 solid  none arrow",
    "example.org/v2 b solid  none arrow",
  ]);
  assert.deepEqual(unread, ["what is this"]);
});

Deno.test("a chart becomes forms in ranks, frames around subgraphs, and tied arrows", async () => {
  const { shapes, missed } = await read(`---
title: x
---
%% words for nobody
flowchart LR
  subgraph one [First part]
    a[Start] --> b{Choice}
  end
  b -->|yes| c((End))
  b --> b
  a --> c
  one --> c
  classDef hot fill:#ff0000,stroke:#00ff00,color:#ffffff,stroke-width:4px
  class a hot
  click c "https://example.org/"
  linkStyle 0 stroke:red`);
  const byText = (text: string) => shapes.find((shape) => (shape as GeoShape).text === text) as GeoShape;
  const [a, b, c] = ["Start", "Choice", "End"].map(byText);
  const frame = shapes.find(({ kind }) => kind === "frame") as FrameShape;
  assert.deepEqual([a.form, b.form, c.form], ["rectangle", "diamond", "ellipse"]);
  assert.deepEqual([a.fillColor, a.color, a.textColor, a.width], ["#ff0000", "#00ff00", "#ffffff", 4]);
  assert(a.x + a.w < b.x && b.x + b.w < c.x);
  assert.equal(frame.name, "First part");
  assert.deepEqual([a.frame, b.frame, c.frame], [frame.id, frame.id, undefined]);
  const isIn = (shape: Shape) => shape.x >= frame.x && shape.x + shape.w <= frame.x + frame.w;
  assert.deepEqual([a, b, c].map(isIn), [true, true, false]);
  assert.equal(c.link, "https://example.org/");
  const arrows = shapes.filter(({ kind }) => kind === "arrow") as ArrowShape[];
  const ends = [[a, b], [b, c], [b, b], [a, c], [frame, c]].map(([from, to]) => [from.id, to.id]);
  assert.deepEqual(arrows.map(({ start, end }) => [start.to, end.to]), ends);
  assert.equal(arrows[1].text, "yes");
  assert.deepEqual(missed, { look: 1 });
});

Deno.test("charts that are too large, empty or none are refused in time", async () => {
  const refused = (problem: string) => (error: unknown) => error instanceof DrawingError && error.problem === problem;
  const start = threadTime();
  await assert.rejects(read(`flowchart LR\n${"a --> b\n".repeat(900)}`), refused("tooMany"));
  await assert.rejects(
    read(`flowchart LR\n${Array.from({ length: 500 }, (_, i) => `n${i}`).join("\n")}`),
    refused("tooMany"),
  );
  await assert.rejects(read(`flowchart LR\n${"a -- ".repeat(100_000)}`), refused("tooLarge"));
  await assert.rejects(read("flowchart LR\n"), refused("empty"));
  await assert.rejects(read("graphs are nice\n"), refused("unknown"));
  await assert.rejects(read(`flowchart LR\n${"a -- ".repeat(30_000)}`), refused("tooMany"));
  await assert.rejects(read(`flowchart LR\n${"subgraph s\n".repeat(30)}`), refused("tooMany"));
  await read(`flowchart LR\n${`a["${"(".repeat(300)}`.repeat(300)}`);
  assert(threadTime() - start < 4_000);
});

Deno.test("names of nodes may begin with marks, as paths do", () => {
  const { nodes, edges, unread } = chart("graph BT\n/ === bin[/bin]\n.git --- / & *.ts -.-> $HOME\nwhat is this");
  assert.deepEqual([...nodes.keys()], ["/", "bin", ".git", "*.ts", "$HOME", "what"]);
  assert.equal(edges.length, 5);
  assert.deepEqual(unread, ["what is this"]);
});
