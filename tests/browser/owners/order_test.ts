import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { Company } from "../../support/browser/company.ts";
import { PHONE } from "../../support/browser/screens.ts";

appTest("an owner freezes the board, changes a role, lets somebody in and removes somebody", async (app, t) => {
  const { links, ada, bo } = await app.openForTwo();
  const order = ada.page.getByRole("dialog", { name: "Keep order" });
  const notice = (text: string) => bo.page.locator(".notice", { hasText: text }).waitFor();
  /** Each step needs those before it. */
  const step = async (name: string, run: () => Promise<void>) => {
    if (!await t.step(name, run)) throw new Error(`Cannot continue as a step failed: ${name}`);
  };

  await step("a stroke waits while the board is frozen, and comes with the pen when it is thawed", async () => {
    const pen = bo.page.getByRole("button", { name: /^Pen/ });
    await ada.command("Keep order");
    await bo.key("p");
    await bo.page.mouse.move(300, 300);
    await bo.page.mouse.down();
    await bo.page.mouse.move(500, 300, { steps: 10 });
    await order.getByRole("checkbox", { name: "Freeze the board" }).click();
    await bo.untilStatus("Frozen – 1 change kept on this device");
    await notice("The board is frozen: only its owners draw for now");
    await bo.page.mouse.up();
    await pen.waitFor({ state: "detached" });
    assert.equal((await app.server.board(links.owner)).shapes.size, 0);
    await order.getByRole("checkbox", { name: "Freeze the board" }).click();
    await bo.untilSaved();
    await notice("The board is no longer frozen");
    await ada.shapes(1);
    await pen.waitFor();
    await order.getByRole("listitem").getByText("Let the board go on").waitFor();
    await ada.key("Escape");
  });

  await step("a role that is changed counts at once, and a stroke waits for the pen", async () => {
    await bo.key("p");
    await bo.page.mouse.move(300, 400);
    await bo.page.mouse.down();
    await bo.page.mouse.move(500, 400, { steps: 10 });
    await ada.page.locator(".share-button").click();
    await ada.page.getByRole("tab", { name: "Links" }).click();
    const change = async (role: string) => {
      await ada.page.locator(".link").filter({ hasText: /Can draw|View only/ }).first().getByRole("button").click();
      await ada.page.getByLabel("What the link allows").first().selectOption(role);
      await ada.page.getByRole("button", { name: "Save", exact: true }).click();
    };
    await change("viewer");
    await bo.untilStatus("View only – 1 change kept on this device");
    await notice("Your link now lets you look only");
    await bo.page.mouse.up();
    assert.equal((await app.server.board(links.owner)).shapes.size, 1);
    await change("editor");
    await bo.untilSaved();
    await ada.shapes(2);
    await ada.key("Escape");
  });

  await step("a newcomer waits until an owner opens the door", async () => {
    const open = async () => {
      await ada.page.locator("button.others").click();
      await ada.page.getByRole("button", { name: "Keep order" }).press("Enter");
      await order.waitFor();
    };
    await open();
    await ada.key("Escape");
    // The button that opened it is in a list that has closed.
    await ada.page.locator("#canvas:focus").waitFor({ state: "attached" });
    await open();
    await order.getByRole("checkbox", { name: "Let newcomers wait" }).click();
    await order.getByRole("listitem").getByText("Let newcomers wait", { exact: true }).waitFor();
    const page = await (await app.person(PHONE)).newPage();
    await page.goto(app.server.boardUrl(links.viewer));
    const waits = () => page.getByRole("heading", { name: "Waiting to be let in" }).waitFor();
    await waits();
    await page.reload();
    await waits();
    await order.getByRole("button", { name: /^Let .* in$/ }).focus();
    await ada.key("Enter");
    await order.locator("[aria-live]").getByText(/^Let .* in$/).waitFor({ state: "attached" });
    // The list of people who wait is gone, and the keyboard is not lost with it.
    await order.locator("h3:focus", { hasText: "Here now" }).waitFor();
    await page.getByText("View only").first().waitFor();
    await page.close();
    // What a person wrote stays when the person goes, and so does the way to stop them from writing more.
    const left = order.locator("section", { has: ada.page.getByRole("heading", { name: "Left before" }) });
    await left.getByRole("button", { name: /^Mute / }).focus();
    await ada.key("Enter");
    await order.locator("[aria-live]").getByText(/^Muted /).waitFor({ state: "attached" });
    await left.waitFor({ state: "detached" });
    await order.locator("h3:focus").waitFor();
    await order.getByRole("button", { name: /^Let .* write again$/ }).click();
    await left.waitFor();
  });

  await step("who is removed sees nothing more, also after a reload, and does not rename the board", async () => {
    const name = (await bo.page.locator("button.me").getAttribute("aria-label"))!.replace("You: ", "");
    // The viewer who has left may have had the same made-up name.
    const here = order.locator("section", { has: ada.page.getByRole("heading", { name: "Here now" }) });
    const remove = here.getByRole("button", { name: `Remove ${name}…` });
    // Among many people there is a field to find one.
    await order.getByRole("checkbox", { name: "Let newcomers wait" }).click();
    await order.getByRole("listitem").getByText("Let newcomers in at once", { exact: true }).waitFor();
    await using _company = await Company.join(app.server.socketUrl(links.editor), 20);
    await here.getByRole("listitem").nth(9).waitFor();
    const field = order.getByRole("searchbox", { name: "Find a person" });
    await field.fill("?");
    await here.getByText("Nobody here has this name").waitFor();
    await field.fill(name.toUpperCase());
    await here.getByRole("listitem").nth(1).waitFor({ state: "detached" });
    await remove.click();
    const sure = order.getByRole("button", { name: "Remove for 24 hours" });
    await sure.focus();
    // A screen reader that comes to the button says what follows.
    assert.match(
      (await order.locator(`[id="${await sure.getAttribute("aria-describedby")}"]`).textContent())!,
      /24 hours/,
    );
    await ada.key("Escape");
    assert.equal(await remove.getAttribute("aria-expanded"), "false");
    await remove.click();
    await sure.click();
    await order.getByText(/^Removed until/).waitFor();
    await bo.page.getByRole("heading", { name: "This board can’t be opened" }).waitFor();
    await bo.page.reload();
    await bo.page.getByRole("heading", { name: "This board can’t be opened" }).waitFor();
    await bo.page.getByRole("link", { name: "Go to the start page" }).click();
    await bo.page.locator(".visit-more").first().click();
    await bo.page.locator(".visit-menu:popover-open").getByRole("button", { name: "Rename" }).click();
    await bo.page.locator(".visit-form .input:focus").fill("Mine");
    await bo.key("Enter");
    await bo.page.locator(".visit .problem", { hasText: "closed it for you for now" }).waitFor();
  });
});

appTest("who is muted while writing reads why nothing is sent, keeps the words, and sends them later", async (app) => {
  const { links, ada, bo } = await app.openForTwo();
  const { page } = bo;
  const mute = (action: string) =>
    ada.page.evaluate(async ({ path, action }) => {
      const { people } = await (await fetch(path)).json();
      const { visitor } = people.find(({ role }: { role: string }) => role === "editor");
      await fetch(path, { method: "POST", body: JSON.stringify({ action, visitor }) });
    }, { path: `/api/boards/${links.owner}/moderation`, action });
  await page.locator(".talk-button").click();
  const field = page.getByRole("textbox", { name: "Write a message" });
  await field.fill("Half a");
  await mute("mute");
  await page.getByText("An owner has muted you. You can read, not write.").waitFor();
  const [notice, panel] = await Promise.all(
    [".done-notice > .panel", ".side-panel"].map((part) => page.locator(part).boundingBox()),
  );
  assert.ok(notice!.x + notice!.width <= panel!.x, "the panel does not cover the notice");
  // The keys go neither to the board nor into words that nobody gets.
  await page.keyboard.type("ev");
  await bo.key("Enter");
  assert.equal(await field.inputValue(), "Half a");
  assert.equal(await page.getByRole("button", { name: "Send", exact: true }).isDisabled(), true);
  assert.equal(await page.locator(".message").count(), 0);
  await page.locator('.toolbar [aria-pressed="true"][aria-label^="Pen"]').waitFor();
  await mute("unmute");
  await page.getByText("An owner has muted you. You can read, not write.").waitFor({ state: "detached" });
  await page.keyboard.type(" sentence");
  await bo.key("Enter");
  await page.locator(".message", { hasText: "Half a sentence" }).waitFor();
});
