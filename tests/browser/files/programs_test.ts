import assert from "node:assert/strict";
import { uprightOf } from "../../../board/figure/point.ts";
import { copiesOf } from "../../../board/copies.ts";
import type { OrderKey } from "../../../board/order.ts";
import type { Shape } from "../../../board/shape.ts";
import { excalidrawScene } from "../../../client/formats/excalidraw/scene_writer.ts";
import { tldrawFile } from "../../../client/formats/tldraw/record_writer.ts";
import { chromePath, launchChromium } from "../../support/browser/chromium.ts";
import { drawingFacts, shapesShown, shownAs } from "../../support/formats/drawing_facts.ts";
import { PICTURE } from "../../support/formats/excalidraw_files.ts";
import { ownDrawing } from "../../support/formats/own_drawing.ts";
import { sampleFiles } from "../../support/formats/sample_files.ts";
import { type ProgramPage, Programs } from "../../support/programs/programs.ts";

const PICTURES = new Map([["0".repeat(64), PICTURE]]);

Deno.test({
  name: "Excalidraw and tldraw open what we write without a complaint, and save it as it was",
  ignore: chromePath === undefined,
  async fn(t) {
    await using browser = await launchChromium();
    await using programs = await Programs.install(browser);
    if (programs === undefined && Deno.env.has("CI")) {
      throw new Error("Cannot test as the packages cannot be installed");
    }
    const drawing = await allDrawings();

    await t.step({
      name: "Excalidraw",
      ignore: programs === undefined,
      async fn() {
        await using program = await programs!.open("excalidraw");
        const file = excalidrawScene(drawing, PICTURES);
        await opens(program, drawing, file, { count: (file.elements as unknown[]).length, idOf: (id) => id });
        const facts = async (file: unknown) => (await shapesShown(file)).map(drawingFacts);
        assert.deepEqual(await facts(await program.save()), await facts(file));
        assert.deepEqual(program.problems, []);
      },
    });

    await t.step({
      name: "tldraw",
      ignore: programs === undefined,
      async fn() {
        await using program = await programs!.open("tldraw");
        const file = tldrawFile(drawing, "Title", PICTURES);
        const count = (file.records as { typeName: string }[]).filter(({ typeName }) => typeName === "shape").length;
        await opens(program, drawing, file, { count, idOf: (id) => `shape:${id}` });
        assert.deepEqual(await factsOfRecords(await program.save()), await factsOfRecords(file));
        assert.deepEqual(program.problems, []);
      },
    });
  },
});

/** A drawing with everything of ours, and what real files of both programs hold, below one another. */
async function allDrawings(): Promise<Shape[]> {
  const { excalidraw, tldr } = sampleFiles();
  let count = 0, above: OrderKey | undefined;
  return [ownDrawing(), await shapesShown(excalidraw), await shapesShown(tldr)].flatMap((shapes, i) => {
    const copies = copiesOf(shapes, {
      newId: () => `shape-${count++}`,
      above,
      dx: 0,
      dy: 1_500 * i,
      hasFrame: () => false,
    });
    above = copies.map(({ order }) => order).sort().at(-1);
    return shownAs(copies);
  });
}

/** Opens a file in a program, which then has everything in it, where it was. */
async function opens(
  program: ProgramPage,
  drawing: readonly Shape[],
  file: unknown,
  { count, idOf }: { readonly count: number; readonly idOf: (id: string) => string },
): Promise<void> {
  const boxes = await program.open(file);
  assert.equal(boxes.size, count);
  for (const shape of drawing) {
    if (!["geo", "note", "frame", "image"].includes(shape.kind) || shape.angle || shape.frame) continue;
    const { minX, minY, maxX, maxY } = uprightOf(shape);
    const found = boxes.get(idOf(shape.id)), wanted = [minX, minY, maxX - minX, maxY - minY];
    const isThere = found?.every((value, i) => Math.abs(value - wanted[i]) < 1);
    // A form that Excalidraw lacks is a line, whose box is that of its points.
    const isLine = shape.kind === "geo" && !["rectangle", "ellipse", "diamond"].includes(shape.form);
    assert(isThere || isLine, `${shape.id} is at ${found} instead of ${wanted}`);
  }
}

/**
 * What the shapes of a file of tldraw are, arrows last and without their groups: tldraw puts an arrow just above the
 * shapes that it joins, and into the group that holds both.
 */
async function factsOfRecords(file: unknown) {
  const facts = (await shapesShown(file)).map(drawingFacts);
  const others = facts.filter(({ kind }) => kind !== "arrow");
  const arrows = facts.filter(({ kind }) => kind === "arrow").map(({ depth: _, ...arrow }) => arrow);
  return [...others, ...arrows.sort((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1])];
}
