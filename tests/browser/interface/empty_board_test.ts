import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { shiftsOf, watchShifts } from "../../support/browser/layout_shifts.ts";
import { PHONE } from "../../support/browser/screens.ts";

appTest("an empty board shows what to do first, until anybody draws", async (app, t) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  await watchShifts(person);
  const owner = await app.open(links.owner, person);
  const { page } = owner;
  const hint = page.locator(".hint");

  await t.step("words, keys and arrows to the first controls, without a layout shift", async () => {
    for (const words of ["Draw anything, anywhere.", "Pick a tool", "Colours and widths", "Invite people"]) {
      await hint.getByText(words).waitFor();
    }
    assert.deepEqual(await hint.locator("kbd").allTextContents(), ["P", "R", "A", "T", "N"]);
    assert.equal((await shiftsOf(page)).all, 0);
  });

  await t.step("viewers are not told to draw", async () => {
    const viewer = await app.open(links.viewer);
    await viewer.page.locator(".hint").getByText("This board is empty.").waitFor();
    assert.equal(await viewer.page.locator(".hint").textContent(), "This board is empty.");
    await viewer.page.context().close();
  });

  await t.step("no keys where there is no keyboard, and nothing wider than a phone", async () => {
    const phone = await app.open(links.editor, await app.person(PHONE));
    const shown = phone.page.locator(".hint");
    await shown.getByText("Draw anything, anywhere.").waitFor();
    assert.equal(await shown.locator("kbd").first().isVisible(), false);
    const width = phone.page.viewportSize()!.width;
    for (const pointer of await shown.locator("p").filter({ visible: true }).all()) {
      const box = (await pointer.boundingBox())!;
      assert.ok(box.x >= 0 && box.x + box.width <= width, `${await pointer.textContent()} is cut off`);
    }
    await phone.page.context().close();
  });

  await t.step("a stroke may begin on the words, and ends the hint for everybody", async () => {
    const guest = await app.open(links.editor);
    const words = guest.page.locator(".hint").getByText("Draw anything, anywhere.");
    const { x, y } = (await words.boundingBox())!;
    await guest.draw(line([x + 20, y + 8], [x + 120, y + 60]));
    await guest.shapes(1);
    await hint.waitFor({ state: "detached" });
    await guest.page.locator(".hint").waitFor({ state: "detached" });
  });

  await t.step("it does not return when the board is emptied", async () => {
    await owner.shapes(1);
    await owner.key("Control+a");
    await owner.key("Delete");
    await owner.shapes(0);
    assert.equal(await hint.count(), 0);
  });
});
