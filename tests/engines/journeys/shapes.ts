import assert from "node:assert/strict";
import type { ArrowShape, GeoShape, Shape } from "../../../board/shape.ts";
import { frameOf, geoOf } from "../../support/board/figures.ts";
import { line } from "../../support/browser/board_page.ts";
import type { Journeys } from "../../support/engines/engine_case.ts";

const BOX = geoOf("box", { x: 300, y: 300, w: 200, h: 100, fill: "solid" });

function boxOf({ x, y, w, h }: Shape): string {
  return [x, y, w, h].join();
}

export const SHAPES: Journeys = {
  "an arrow ties two shapes and follows the one that is moved": async (people) => {
    const { links, ada } = await people.begin();
    await ada.drawBox([200, 200]);
    await ada.drawBox([600, 200]);
    await ada.key("a");
    await ada.draw(line([318, 242], [604, 238]));
    const [first, second, arrow] = await people.untilCount(links.owner, 3) as [Shape, Shape, ArrowShape];
    assert.deepEqual([arrow.start.to, arrow.end.to], [first.id, second.id]);
    await ada.untilInk([460, 240]);
    await ada.key("v");
    await ada.draw(line([660, 200], [660, 400]));
    await people.untilStored(links.owner, "the second is moved", (shapes) => {
      return shapes.some(({ id, y }) => id === second.id && y === 400);
    });
    await ada.untilNoInk([540, 240]);
    const guest = await people.open(links.viewer);
    await guest.untilNoInk([540, 240]);
    await guest.untilInk([660, 400]);
  },

  "a box selects shapes, and a drag moves them": async (people) => {
    const { links, ada } = await people.begin({ shapes: [BOX, { ...BOX, id: "other", y: 500 }] });
    await ada.untilInk([400, 350]);
    await ada.key("v");
    await ada.draw(line([250, 250], [600, 650]));
    await ada.untilThere({ selector: ".selection-bar" });
    await ada.draw(line([400, 350], [500, 350]));
    await people.untilStored(links.owner, "both are moved", (shapes) => shapes.every(({ x }) => x === 400));
    await ada.untilInk([590, 350]);
    await ada.untilNoInk([320, 350]);
  },

  "a corner resizes a shape, and the handle above turns it": async (people) => {
    const { links, ada } = await people.begin({ shapes: [BOX] });
    await ada.untilInk([400, 350]);
    await ada.key("v");
    await ada.clickAt([400, 350]);
    await ada.draw(line([500, 400], [550, 420]));
    await people.untilStored(links.owner, "it is larger", ([shape]) => boxOf(shape) === "300,300,250,120");
    await ada.draw(line([425, 278], [650, 360]));
    await people.untilStored(links.owner, "it is turned", ([{ angle = 0 }]) => Math.abs(angle - Math.PI / 2) < 0.01);
  },

  "copy and paste put a shape on another board": async (people) => {
    const { ada } = await people.begin({ shapes: [BOX] });
    const { links: other } = await people.server.createBoard();
    await ada.untilInk([400, 350]);
    await ada.key("Control+a");
    await ada.key("Control+c");
    await ada.key("Control+v");
    const [first] = (await ada.driver.address()).split("#");
    await ada.untilSaved();
    await people.untilCount(first.split("/").at(-1)!, 2);
    await ada.driver.goto(people.server.boardUrl(other.owner));
    await ada.untilSaved();
    await ada.untilThere({ selector: ".toolbar" });
    await ada.key("Control+v");
    const [pasted] = await people.untilCount(other.owner, 1) as [GeoShape];
    assert.deepEqual([pasted.kind, pasted.w, pasted.h, pasted.fill], ["geo", 200, 100, "solid"]);
  },

  "a frame takes its shapes along": async (people) => {
    const { links, ada } = await people.begin({ shapes: [frameOf("frame", { x: 200, y: 200 })] });
    await ada.drawBox([300, 300]);
    const inside = (shapes: readonly Shape[]) => shapes.find(({ kind }) => kind === "geo");
    await people.untilStored(links.owner, "it is in the frame", (shapes) => inside(shapes)?.frame === "frame");
    await ada.key("Escape");
    await ada.draw(line([200, 400], [400, 400]));
    await people.untilStored(links.owner, "both are moved", (shapes) => {
      return inside(shapes)?.x === 500 && shapes.some(({ kind, x }) => kind === "frame" && x === 400);
    });
    await ada.untilInk([560, 300]);
  },

  "a colour and a fill are chosen in the style panel": async (people) => {
    const { links, ada } = await people.begin({ shapes: [BOX] });
    await ada.untilInk([400, 350]);
    await ada.key("v");
    await ada.clickAt([400, 350]);
    await ada.click({ selector: ".style-panel label.choice", name: "Violet" });
    await people.untilStored(links.owner, "it is violet", ([shape]) => (shape as GeoShape).color === "violet");
    await ada.click({ selector: ".style-panel label.choice", name: "Hatched" });
    await people.untilStored(links.owner, "it is hatched", ([shape]) => (shape as GeoShape).fill === "hatch");
  },
};
