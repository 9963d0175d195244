import assert from "node:assert/strict";
import type { ArrowShape, FrameShape, GeoShape, LineShape, Shape, TextShape } from "../../../board/shape.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { MERMAID_FILES } from "../../support/formats/mermaid_files.ts";
import { threadTime } from "../../support/thread_time.ts";

async function read(text: string) {
  const { shapes, missed } = await readDrawing(new TextEncoder().encode(text));
  const texts = new Map(shapes.flatMap((shape) => {
    const { text } = shape as TextShape;
    return text ? [[text, shape] as const] : [];
  }));
  return { shapes, missed, texts, arrows: shapes.filter((shape) => shape.kind === "arrow") };
}

/** The texts of the groups that an arrow joins, or of the shapes themselves. */
function joined({ start, end }: ArrowShape, shapes: readonly Shape[]): string[] {
  return [start, end].map(({ to }) => {
    const shape = shapes.find(({ id }) => id === to) as GeoShape | undefined;
    if (shape === undefined || shape.text) return shape?.text ?? "nothing";
    const group = shape.groups?.[0];
    const lettered = shapes.filter((other) => group !== undefined && other.groups?.[0] === group) as GeoShape[];
    return lettered.find(({ text }) => text)?.text ?? shape.kind;
  });
}

Deno.test("a sequence has people with lines, messages tied to these, notes, and frames around a part", async () => {
  const { shapes, texts, arrows, missed } = await read(MERMAID_FILES.sequence);
  assert.deepEqual(missed, {});
  const [user, web, server] = ["User", "Web\nclient", "Auth server"].map((text) => texts.get(text) as GeoShape);
  assert(user.x < web.x && web.x < server.x && user.y === web.y);
  assert.equal(arrows.length, 12);
  // In order from top to bottom, the first from the line of the user to what the client does.
  const tops = arrows.map(({ y }) => y);
  assert.deepEqual(tops, tops.toSorted((a, b) => a - b));
  const lineOf = (head: Shape) =>
    shapes.find((shape) => shape.kind === "line" && shape.groups?.[0] === head.groups?.[0]) as LineShape;
  assert.equal(arrows[0].start.to, lineOf(user).id);
  const active = shapes.find(({ id }) => id === arrows[0].end.to) as GeoShape;
  assert(active.kind === "geo" && Math.abs(active.x + active.w / 2 - lineOf(web).x) < 1);
  assert.deepEqual(
    [arrows[0], arrows[3], arrows[7], arrows[8], arrows[10], arrows[11]].map(({ startHead, endHead, dash }) =>
      [startHead, endHead, dash].join(" ")
    ),
    [" triangle ", " triangle dashed", " bar dashed", " arrow ", " none ", "triangle triangle "],
  );
  const self = arrows[6];
  assert.equal(self.start.to, self.end.to);
  for (const text of ["1. Opens the page", "alt", "[password is wrong]", "loop", "Everything goes over TLS"]) {
    assert(texts.has(text), text);
  }
});

Deno.test("people, frames and activations that are never ended are, and a lone participant is a drawing", async () => {
  const { shapes, missed } = await read("sequenceDiagram\nA->>+B: x\nloop y\nalt z\nB->>A: back\nend\nend\nend\nwhat");
  assert.equal(shapes.filter(({ kind }) => kind === "arrow").length, 2);
  assert.deepEqual(missed, { statement: 2 });
  assert.equal((await read("sequenceDiagram\n  participant A")).shapes.length, 2);
});

Deno.test("people of a sequence may have brackets in their names", async () => {
  const { arrows, missed, texts } = await read(
    "sequenceDiagram\nparticipant CMS (Strapi)\nUser->>CMS (Strapi): publish\nCMS (Strapi)-)Front end (Next): build\nA-)B: x",
  );
  assert.deepEqual([arrows.length, missed], [3, {}]);
  for (const name of ["CMS (Strapi)", "Front end (Next)", "User", "A", "B"]) assert(texts.has(name), name);
});

Deno.test("classes are boxes with fields and methods, and their relations have heads and numbers", async () => {
  const { shapes, texts, arrows, missed } = await read(MERMAID_FILES.class);
  assert.deepEqual(missed, { action: 1 });
  for (
    const text of ["«abstract»\nAnimal", "+int age\n+String gender", "Duck<T>", "+String beakColor\n+List<int> eggs"]
  ) {
    assert(texts.has(text), text);
  }
  const said = arrows.map((arrow) =>
    [...joined(arrow, shapes), arrow.startHead, arrow.endHead, arrow.dash, arrow.text].join("|")
  );
  assert.deepEqual(said, [
    "«abstract»\nAnimal|Duck<T>|triangle-outline|none||",
    "«abstract»\nAnimal|Fish|triangle-outline|none||",
    "Duck<T>|Egg|diamond|none||lays",
    "Duck<T>|«interface»\nFlyable||triangle-outline|dotted|",
    "Pond|Duck<T>|diamond-outline|none||holds",
    "Pond|Fish||arrow||",
    "Circle|Square||none|dotted|",
    "Duck<T>|can fly\ncan swim||none|dotted|",
  ]);
  const many = texts.get("many")!, egg = texts.get("Egg")!;
  assert(Math.hypot(many.x - egg.x, many.y - egg.y) < 120);
  const frame = shapes.find(({ kind }) => kind === "frame") as FrameShape;
  assert.deepEqual([frame.name, texts.get("Square")!.frame], ["Shapes", frame.id]);
  const fish = shapes.find((shape) => (shape as GeoShape).fillColor === "#bbbbff");
  assert.equal((fish as GeoShape).color, "#ff6666");
});

Deno.test("states have starts and ends of their own in each state that holds others", async () => {
  const { shapes, texts, arrows, missed } = await read(MERMAID_FILES.state);
  assert.deepEqual(missed, { look: 1 });
  const frame = shapes.find(({ kind }) => kind === "frame") as FrameShape;
  assert.equal(frame.name, "Moving");
  assert.deepEqual(["slow", "fast", "Crash"].map((text) => texts.get(text)!.frame), [frame.id, frame.id, undefined]);
  const dots = shapes.filter((shape) => shape.kind === "geo" && shape.form === "ellipse");
  // Two starts, and two ends of two circles each.
  assert.equal(dots.length, 6);
  assert.equal(dots.filter((dot) => dot.frame === frame.id).length, 3);
  assert(texts.has("A long description") && texts.has("Nobody is hurt\nin this one") && texts.has("it rests"));
  const [, , , , crash] = arrows.filter(({ end }) => end.to !== undefined);
  assert.deepEqual([crash.start.to, crash.text], [frame.id, "too fast!"]);
  assert(shapes.some((shape) => shape.kind === "geo" && shape.form === "diamond"));
  assert(shapes.some((shape) => shape.kind === "geo" && shape.h === 8 && shape.fill === "solid"));
});

Deno.test("entities have attributes, and relations say how many on both sides", async () => {
  const { shapes, texts, arrows } = await read(MERMAID_FILES.er);
  assert(texts.has("name  string  PK\ncustNumber  string  – the number\nsector  string") && texts.has("Person"));
  assert.deepEqual(arrows.map((arrow) => [...joined(arrow, shapes), arrow.text, arrow.dash].join("|")), [
    "CUSTOMER|ORDER|places|",
    "ORDER|LINE-ITEM|contains|",
    "CUSTOMER|DELIVERY-ADDRESS|uses|dotted",
    "Person|CUSTOMER|is a|",
  ]);
  assert.deepEqual(arrows.map(({ startHead, endHead }) => [startHead, endHead]), [
    ["exactly-one", "zero-or-many"],
    ["exactly-one", "one-or-many"],
    ["one-or-many", "one-or-many"],
    ["zero-or-one", "exactly-one"],
  ]);
});

Deno.test("a mind map grows to the right by its indents", async () => {
  const { shapes, texts, arrows, missed } = await read(MERMAID_FILES.mindmap);
  assert.deepEqual(missed, { icon: 1 });
  const path = ["mindmap", "Research", "On Automatic creation", "Uses", "Strategic planning"].map((text) =>
    texts.get(text)!
  );
  assert.deepEqual(path.map(({ x }) => x), path.map(({ x }) => x).toSorted((a, b) => a - b));
  assert(arrows.some((arrow) => joined(arrow, shapes).join() === "Uses,Strategic planning"));
  assert.equal(arrows.length, texts.size - 1);
  const forms = ["mindmap", "Pen and paper", "Mermaid", "Cloud"].map((text) => (texts.get(text) as GeoShape).form);
  assert.deepEqual(forms, ["ellipse", "rectangle", "hexagon", "cloud"]);
  assert(texts.has("rounded, (quoted)") && texts.has("On effectiveness\nand features"));
});

Deno.test("diagrams that are too large, empty, or made to be slow are answered in time", async () => {
  const refused = (problem: string) => (error: unknown) => error instanceof DrawingError && error.problem === problem;
  const start = threadTime();
  for (const kind of ["sequenceDiagram", "classDiagram", "stateDiagram-v2", "erDiagram", "mindmap"]) {
    await assert.rejects(read(`${kind}\n\n%% nothing\n  \n%%`), refused("empty"));
    await assert.rejects(read(`${kind}\n${"a\n".repeat(200_000)}`), refused("tooLarge"));
    for (const part of [" ", "-", "a-", '"', "[", "~", "|o", ": ", "<", "a ", "{"]) {
      await read(`${kind}\nclass x\nparticipant y\nz\nA${part.repeat(90_000)}B`).catch((error) => {
        assert(error instanceof DrawingError);
      });
    }
  }
  await assert.rejects(read(`sequenceDiagram\n${"a->>b: x\n".repeat(5_000)}`), refused("tooMany"));
  await assert.rejects(
    read(`classDiagram\n${Array.from({ length: 500 }, (_, i) => `class C${i}`).join("\n")}`),
    refused("tooMany"),
  );
  await assert.rejects(read(`stateDiagram\n${"state a {\n".repeat(30)}`), refused("tooMany"));
  assert(threadTime() - start < 8_000);
});

Deno.test("statements that shapes do not carry are counted by kind", async () => {
  const chart = `flowchart LR
    a --> b
    subgraph s
      direction TB
      c
    end
    linkStyle 0 stroke:red
    click a call back()
    accTitle: about it
    what is this`;
  assert.deepEqual((await read(chart)).missed, { direction: 1, look: 1, action: 1, description: 1, statement: 1 });
  const states = "stateDiagram-v2\nstate A {\nb --> c\n--\nd --> e\n}\nhide empty description\n";
  assert.deepEqual((await read(states)).missed, { region: 1, look: 1 });
  const people = "sequenceDiagram\nbox Aqua Group\nparticipant A\nend\nlinks A: {}\nA->>A: x";
  assert.deepEqual((await read(people)).missed, { region: 1, action: 1 });
});

Deno.test("a namespace of classes may have a title", async () => {
  const { shapes, missed } = await read(
    'classDiagram\n  namespace Auth["Who may"] {\n    class User\n  }\n  User : name',
  );
  assert.deepEqual(missed, {});
  assert.equal((shapes.find(({ kind }) => kind === "frame") as FrameShape).name, "Who may");
});
