import assert from "node:assert/strict";
import { COLORS } from "../../../board/palette.ts";
import type { ArrowShape, GeoShape, Shape, TextShape } from "../../../board/shape.ts";
import { FORMS } from "../../../board/style.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { arrowOf, geoOf, textOf } from "../../support/board/figures.ts";
import { photograph } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 200, h: 120, fill: "none" });

appTest("every style can be chosen in the panel and is painted", async (app, t) => {
  const step = boardSteps(app, t);

  await step("every form is drawn from the menu of shapes", [], async (board) => {
    const { page } = board;
    for (const [i, form] of FORMS.entries()) {
      await board.click(/^Shapes:/);
      await page.getByRole("toolbar", { name: "Shapes" }).getByRole("button", { name: new RegExp(`^${form}`, "i") })
        .click();
      const x = 60 + i * 160;
      await board.draw(line([x, 150], [x + 120, 270]));
      await until(`there is a ${form}`, async () => await board.inkAround([x + 60, 210], 75) > 0);
    }
    assert.deepEqual((await board.shapes(FORMS.length)).map((shape) => (shape as GeoShape).form), FORMS);
    await photograph(page, "desk_light_forms");
  });

  await step("colour, width, line, fill, corners, hand and opacity of a form", [BOX], async (board) => {
    const choose = chooserOf<GeoShape>(board, "box");
    const radio = (name: string | RegExp) => board.page.getByRole("radio", { name }).first().check();
    const toggle = (name: string) => board.page.getByRole("button", { name, exact: true }).click();
    await board.key("Control+a");
    await choose("it is thick", () => radio("Very thick"), ({ width }) => width === 16);
    await choose("it is dotted", () => radio("Dotted"), ({ dash }) => dash === "dotted");
    await choose("it is filled", () => radio("Solid fill"), ({ fill }) => fill === "solid");
    await choose(
      "it is filled green",
      () => board.page.getByRole("radiogroup", { name: "Fill colour" }).getByLabel("Green").check(),
      ({ fillColor }) => fillColor === "green",
    );
    await choose("it is cross-hatched", () => radio("Cross-hatched"), ({ fill }) => fill === "cross-hatch");
    await choose("it is hatched", () => radio("Hatched"), ({ fill }) => fill === "hatch");
    await choose("its corners are round", () => toggle("Rounded"), ({ rounded }) => rounded === true);
    await choose("it is drawn by hand", () => toggle("Hand-drawn"), ({ sketch }) => sketch === true);
    await choose(
      "it is half there",
      () => board.page.getByLabel("Opacity, per cent").fill("50"),
      ({ opacity }) => opacity === 0.5,
    );
    for (const color of COLORS.slice(0, 3)) {
      const label = color[0].toUpperCase() + color.slice(1);
      await choose(
        `it is ${color}`,
        () => board.page.getByRole("radiogroup", { name: "Colour", exact: true }).getByLabel(label).check(),
        (shape) => shape.color === color,
      );
    }
    await choose(
      "it has a colour of its own",
      () => board.page.getByLabel("Colour: any", { exact: true }).fill("#12ab9f"),
      ({ color }) => color === "#12ab9f",
    );
  });

  await step("a colour is picked from the screen, where the browser has a dropper for it", [BOX], async (board) => {
    // The browser's own asks for a click on the screen, of which there is none here.
    await board.page.evaluate(() => {
      let isAsked = false;
      const open = () => {
        if (isAsked) return Promise.resolve({ sRGBHex: "#0FA1c3" });
        isAsked = true;
        return Promise.reject(new DOMException("Escape was pressed", "AbortError"));
      };
      Object.assign(globalThis, {
        EyeDropper: class {
          open = open;
        },
      });
    });
    await board.key("Control+a");
    const dropper = board.page.getByRole("button", { name: "Colour: pick from screen" });
    await dropper.click();
    await dropper.click();
    await board.untilShape("box", "it is of that colour", (shape) => (shape as GeoShape).color === "#0fa1c3");
    assert.equal(await board.page.locator(".problem-notice").count(), 0, "to choose nothing is nothing wrong");
  });

  await step("route and heads of an arrow", [
    arrowOf("arrow", { x: 100, y: 100, start: { x: 100, y: 100 }, end: { x: 400, y: 300 } }),
  ], async (board) => {
    const choose = chooserOf<ArrowShape>(board, "arrow");
    const pick = (group: string, value: string) =>
      board.page.getByRole("radiogroup", { name: group, exact: true }).getByLabel(value, { exact: true }).check();
    await board.key("Control+a");
    await choose("it is curved", () => pick("Route", "Curved"), ({ route }) => route === "curve");
    await choose("it has right angles", () => pick("Route", "Elbow"), ({ route }) => route === "elbow");
    await choose("it begins with a dot", () => pick("Start", "Dot"), ({ startHead }) => startHead === "dot");
    await choose("it ends in a diamond", () => pick("End", "Diamond"), ({ endHead }) => endHead === "diamond");
    await board.page.getByRole("button", { name: "More ends" }).click();
    await choose("it ends in a foot", () => pick("End: more ends", "Many"), ({ endHead }) => endHead === "many");
  });

  await step("font, size and alignment of a text", [
    textOf("text", { x: 100, y: 100, w: 300, h: 60, wraps: true, text: "Words" }),
  ], async (board) => {
    const choose = chooserOf<TextShape>(board, "text");
    const pick = (group: string, value: string) =>
      board.page.getByRole("radiogroup", { name: group, exact: true }).getByLabel(value, { exact: true }).check();
    await board.key("Control+a");
    for (const [name, font] of [["Serif", "serif"], ["Monospace", "mono"], ["Hand-written", "hand"]]) {
      await choose(`it is ${font}`, () => pick("Font", name), (shape) => shape.font === font);
    }
    await choose("it is large", () => pick("Size", "Large"), ({ fontSize }) => fontSize === 28);
    await choose("it stands right", async () => {
      await board.page.getByRole("radiogroup", { name: "Align" }).getByLabel("Right").check();
    }, ({ align }) => align === "end");
    await board.untilInk([380, 115]);
  });
});

/** Chooses one thing, waits until the shape has it, and until what is seen has changed. */
function chooserOf<T extends Shape>(board: BoardPage, id: string) {
  const look = () => board.page.screenshot({ clip: { x: 60, y: 60, width: 400, height: 300 } });
  return async (what: string, choose: () => Promise<unknown>, isChosen: (shape: T) => boolean) => {
    const before = await look();
    await choose();
    await board.untilShape(id, what, (shape) => isChosen(shape as T));
    await until(`${what}, and that is seen`, async () => !before.equals(await look()));
  };
}
