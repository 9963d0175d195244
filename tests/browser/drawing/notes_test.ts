import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { Peer } from "../../support/peer/peer.ts";
import { photograph } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

appTest("chains of notes, and links on shapes", async (app, t) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  const { page } = ada;

  await t.step("a selected note has a handle at each side that adds a note", async () => {
    await ada.key("n");
    await page.mouse.click(500, 400);
    await page.keyboard.type("first");
    await ada.key("Escape");
    await photograph(page, "desk_light_note");
    await page.getByRole("button", { name: "New note below" }).click();
    await page.keyboard.type("second");
    await ada.key("Escape");
    await page.getByRole("button", { name: "New note on the left" }).click();
    await page.keyboard.type("third");
    const shapes = await ada.shapes(3);
    const [first, second, third] = shapes;
    assert.deepEqual([second.x - first.x, second.y - first.y], [0, 220]);
    assert.deepEqual([third.x - second.x, third.y - second.y], [-220, 0]);
    assert.deepEqual(shapes.map((shape) => "text" in shape && shape.text), ["first", "second", "third"]);
    await ada.key("Escape");
  });

  await t.step("Enter names a frame", async () => {
    await ada.key("f");
    await ada.draw([[750, 150], [1000, 350]]);
    await ada.key("Enter");
    await page.keyboard.type("Ideas");
    await photograph(page, "desk_light_frame_name");
    await ada.key("Enter");
    const name = async () => (await ada.shapes(4)).map((shape) => shape.kind === "frame" && shape.name).at(-1);
    await until("it is called so", async () => await name() === "Ideas");
    await ada.key("Enter");
    await page.keyboard.type("not this");
    await ada.key("Escape");
    assert.equal(await page.getByLabel("Name of the frame").count(), 0);
    assert.equal(await name(), "Ideas");
  });

  await t.step("a link is a badge that opens another page without a referrer; other text is no link", async () => {
    await using peer = await Peer.join(app.server.socketUrl(links.editor));
    await peer.change((board) => {
      const [first, second] = [...board.readAll()];
      board.edit(first.id, "link", "https://example.org/a");
      board.edit(second.id, "link", "javascript:alert(1)");
    });
    const badge = page.locator("a.link-badge");
    await badge.waitFor();
    assert.equal(await badge.count(), 1);
    const [href, target, rel] = await Promise.all(["href", "target", "rel"].map((name) => badge.getAttribute(name)));
    assert.deepEqual([href, target, rel], ["https://example.org/a", "_blank", "noopener noreferrer"]);
    const before = await badge.boundingBox();
    await page.mouse.move(640, 600);
    await page.mouse.wheel(0, 50);
    await until("it moves with the board", async () => (await badge.boundingBox())!.y === before!.y - 50);
  });
});

appTest("T5: Ctrl+Enter in a note continues in the next one", async (app) => {
  const board = await app.openWith([]);
  const { keyboard, mouse } = board.page;
  await board.key("n");
  await mouse.click(300, 300);
  await keyboard.type("one");
  await board.key("Control+Enter");
  await keyboard.type("two vertical pens");
  await board.key("Control+Enter");
  await keyboard.type("three");
  await board.key("Escape");
  await board.untilShapes("there are three notes in a row", (shapes) => {
    const notes = shapes as { x: number; y: number; text?: string }[];
    return notes.map(({ text }) => text).join() === "one,two vertical pens,three" &&
      notes[1].x === notes[0].x + 220 && notes[2].x === notes[1].x + 220;
  });
  // In a text there is nothing beside: it ends writing there.
  await board.key("t");
  await mouse.click(300, 600);
  await keyboard.type("text");
  await board.key("Control+Enter");
  await board.page.locator("textarea").waitFor({ state: "detached" });
  await board.shapes(4);
});

appTest("C11: panning during text editing measures no layout", async (app) => {
  const board = await app.openWith([]);
  const { keyboard, mouse } = board.page;
  await board.key("n");
  await mouse.click(600, 300);
  await keyboard.type("words");
  // The caret is shown and the fonts of the note have loaded, each of which measures once.
  await board.page.waitForLoadState("networkidle");
  await board.page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  await board.page.evaluate(() => {
    const measure = Element.prototype.getBoundingClientRect;
    Object.assign(globalThis, { measured: 0 });
    Element.prototype.getBoundingClientRect = function () {
      (globalThis as unknown as { measured: number }).measured++;
      return measure.call(this);
    };
  });
  const field = board.page.locator("textarea");
  const before = await field.getAttribute("style");
  for (let i = 0; i < 5; i++) await mouse.wheel(10, 10);
  await until("the field has moved", async () => await field.getAttribute("style") !== before);
  assert.equal(await board.page.evaluate("measured"), 0);
});
