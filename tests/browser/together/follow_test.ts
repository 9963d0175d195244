import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { type BoardPage, line } from "../../support/browser/board_page.ts";
import { PHONE, SCREENS } from "../../support/browser/screens.ts";
import { Company } from "../../support/browser/company.ts";
import { until } from "../../support/until.ts";

appTest("people look at a board together", async (app, t) => {
  const { links } = await app.server.createBoard();
  const ada = await app.open(links.owner);
  await ada.draw(line([1_000, 700], [1_100, 700]));
  await ada.untilSaved();
  const bo = await app.open(links.editor, await app.person(PHONE));
  const guest = await app.open(links.viewer);
  await name(ada, "Ada");

  await t.step("a person follows another by the list, sees what they see, and moves away", async () => {
    await bo.click(/other people here/);
    await bo.page.getByRole("button", { name: "Follow Ada" }).click();
    await bo.page.getByRole("group", { name: "You follow Ada" }).waitFor();
    await ada.key("Shift+1");
    await bo.untilInk([195, 422]);
    await ada.page.mouse.move(600, 300);
    await ada.page.mouse.wheel(0, 200);
    await ada.untilInk([640, 200]);
    // Their window is as wide as 390 of 1,280 pixels.
    await bo.untilInk([195, 422 - 200 * 390 / 1_280]);
    await bo.untilNoInk([195, 422]);
    await bo.page.mouse.move(200, 300);
    await bo.page.mouse.wheel(0, 50);
    await bo.page.locator(".follow-frame").waitFor({ state: "detached" });
  });

  await t.step("following survives a reload of the other page, and ends by a key", async () => {
    await bo.page.locator("#canvas").focus();
    await bo.command("People on this board");
    await bo.page.locator("button.others:focus").waitFor();
    await bo.key("Tab");
    await bo.page.locator(".others-panel :focus").waitFor();
    await bo.page.getByRole("button", { name: "Follow Ada" }).press("Enter");
    await bo.page.getByRole("group", { name: "You follow Ada" }).waitFor();
    await bo.key("Escape");
    await ada.page.reload();
    await ada.untilSaved();
    await ada.key("Shift+1");
    await bo.untilInk([195, 422]);
    await bo.page.getByRole("group", { name: "You follow Ada" }).waitFor();
    await bo.page.locator("#canvas").focus();
    await bo.key("Escape");
    await bo.page.locator(".follow-frame").waitFor({ state: "detached" });
  });

  await t.step("one goes to where a person points, without following", async () => {
    await ada.page.mouse.move(640, 400);
    await bo.page.mouse.wheel(0, 4_000);
    await bo.untilNoInk([195, 422]);
    await bo.click(/other people here/);
    await bo.page.getByRole("button", { name: "Go to Ada", exact: true }).tap();
    await bo.untilInk([195, 422]);
    assert.equal(await bo.page.locator(".follow-frame").count(), 0);
    await bo.page.locator(".people-list").waitFor({ state: "detached" });
  });

  await t.step("who brings everybody is followed by those who come along, until it ends", async () => {
    await guest.page.mouse.move(600, 300);
    await guest.page.mouse.wheel(0, 300);
    await guest.untilNoInk([640, 400]);
    await ada.command("Bring everybody here");
    await bo.page.getByRole("button", { name: "Stay here" }).click();
    await guest.page.getByRole("button", { name: "Come along" }).click();
    await ada.page.getByText("1 person follows").waitFor();
    await guest.untilInk([640, 400]);
    assert.equal(await bo.page.locator(".together-bar").count(), 0);
    await ada.page.getByRole("button", { name: "Let everybody go" }).click();
    await guest.untilDone("Ada no longer brings everybody");
    assert.equal(await guest.page.locator(".follow-frame").count(), 0);
  });

  await t.step("a laser pointer is seen by all and fades, and a viewer gets one when an owner allows it", async () => {
    assert.equal(await guest.page.getByRole("button", { name: "Laser pointer" }).count(), 0);
    await ada.command("Keep order");
    await ada.page.getByRole("checkbox", { name: /Laser pointer for everybody/ }).click();
    await guest.page.getByRole("button", { name: "Laser pointer" }).waitFor();
    await ada.key("Escape");
    await guest.key("k");
    await guest.draw(line([300, 300], [500, 300]));
    await until("Ada sees it", () => isPointed(ada));
    await until("it fades", async () => !await isPointed(ada) && !await isPointed(guest));
    assert.equal((await app.server.board(links.owner)).shapes.size, 1);
  });

  await t.step("others' cursors can be hidden, and that is kept on the device", async () => {
    await ada.page.mouse.move(700, 300);
    const cursor = bo.page.locator("#canvas").getByText("Ada", { exact: true });
    await until("there is a cursor", async () => await cursor.count() > 0);
    await bo.command("Hide others");
    await until("there is none", async () => await cursor.count() === 0);
    await bo.page.reload();
    await bo.untilSaved();
    await ada.page.mouse.move(720, 300);
    await bo.page.getByRole("button", { name: /other people here/ }).waitFor();
    await bo.command("Show others");
    await until("there is a cursor again", async () => await cursor.count() > 0);
  });
});

async function name({ page }: BoardPage, name: string): Promise<void> {
  await page.getByRole("button", { name: /^You:/ }).click();
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.keyboard.press("Enter");
}

/** True while a laser pointer is seen. */
async function isPointed({ page }: BoardPage): Promise<boolean> {
  return await page.locator(".laser-canvas").isVisible();
}

for (const { size, device } of SCREENS) {
  appTest(`a call, a notice and the style panel do not cover each other: ${size}`, async (app) => {
    const { links } = await app.server.createBoard();
    const { page } = await app.open(links.owner, await app.person(device));
    await using company = await Company.join(app.server.socketUrl(links.editor), 2);
    await page.getByRole("button", { name: /other people here/ }).waitFor();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["?"], "sound.wav", { type: "audio/wav" }));
      document.querySelector("#canvas")!.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
    });
    company.show(1, { brings: 1 });
    for (const part of [".problem-notice", ".together-bar .primary"]) await page.locator(part).waitFor();
    const covered = await page.evaluate(() => {
      const parts = [...document.querySelectorAll(".problem-notice, .together-bar, .style-panel")];
      const boxes = parts.filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect());
      return boxes.some((a, i) =>
        boxes.slice(i + 1).some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      );
    });
    assert.ok(!covered);
  });
}
