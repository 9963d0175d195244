import assert from "node:assert/strict";
import { appTest } from "../support/app_case.ts";
import { Peer } from "../support/peer.ts";
import { photograph } from "../support/screens.ts";
import { until } from "../support/until.ts";

appTest("notes in a chain, and links on shapes", async (app, t) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  const { page } = ada;

  await t.step("a selected note has a handle at each side, which goes on in a new one", async () => {
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

  await t.step("a frame is named by Enter", async () => {
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

  await t.step("a link is a badge that opens another page, which learns nothing; nothing else is a link", async () => {
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
