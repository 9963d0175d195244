import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";

appTest(
  "what is typed in the panel stays while somebody else changes the shape, and then shows it as it is",
  async (app) => {
    const { ada, bo } = await app.openForTwo();
    await ada.drawBox([200, 200]);
    await ada.page.getByText("Position, size and link").click();
    const measure = (name: string) => ada.page.getByRole("spinbutton", { name });
    const [left, width] = [measure("From the left"), measure("Width")];
    const link = ada.page.getByRole("textbox", { name: "Link" });
    const { id } = (await bo.shapes(1))[0];
    await bo.key("v");
    await bo.key("Control+a");
    const moveOn = async (x: number) => {
      await bo.key("ArrowRight");
      await ada.untilShape(id, `it is at ${x}`, (shape) => shape.x === x);
    };

    await width.click();
    await width.selectText();
    await ada.page.keyboard.type("3");
    await moveOn(201);
    assert.equal(await width.inputValue(), "3");
    await ada.page.keyboard.type("00");
    await ada.key("Enter");
    await bo.untilShape(id, "it is as wide as was typed", (shape) => shape.w === 300);
    assert.equal(await left.inputValue(), "201");

    await link.click();
    await ada.page.keyboard.type("https://a.");
    await moveOn(202);
    await ada.page.keyboard.type("example");
    await ada.key("Enter");
    await bo.untilShape(id, "it leads there", ({ link }) => link === "https://a.example");
    await bo.page.getByText("Position, size and link").click();
    const theirs = bo.page.getByRole("textbox", { name: "Link" });
    assert.equal(await theirs.inputValue(), "https://a.example");
    await link.fill("https://b.example");
    await ada.key("Enter");
    await bo.untilShape(id, "it leads elsewhere", ({ link }) => link === "https://b.example");
    assert.equal(await theirs.inputValue(), "https://b.example");
  },
);
