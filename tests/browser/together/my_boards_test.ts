import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { DESK, inEachTheme, PHONE, photograph } from "../../support/browser/screens.ts";
import { pictureFile } from "../../support/browser/pictures.ts";
import { createBoard } from "../../support/browser/board_page.ts";

const AXE = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
const ENV = { USER_HEADER: "remote-user", TRUSTED_PROXIES: "127.0.0.1" };

const named = (origin: string) => origin.replace("127.0.0.1", "localhost");

/** A browser behind a proxy that says who the person is, signed in. */
async function member(app: App, name: string, device: BrowserContextOptions = DESK): Promise<Page> {
  const context = await app.person({ ...device, bypassCSP: true, extraHTTPHeaders: { "remote-user": name } });
  const page = await context.newPage();
  await page.goto(`${named(app.server.origin)}/account`);
  await page.getByRole("button", { name: `Continue as ${name}` }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  return page;
}

async function home(page: Page, app: App): Promise<void> {
  await page.goto(named(app.server.origin));
  await page.getByRole("heading", { name: "My boards" }).waitFor();
  await page.locator('.my-boards[aria-busy="false"]').waitFor();
}

const card = (page: Page, title: string) => page.locator(".visit").filter({ hasText: title });

async function act(page: Page, title: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${title}`, exact: true }).click();
  await page.locator(".visit-menu:popover-open").getByRole("button", { name: action, exact: true }).click();
}

async function findsNothing(page: Page, where: string): Promise<void> {
  await page.addScriptTag({ path: AXE }).catch(() => {});
  const found = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  const lines = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(lines, [], where);
}

appTest("two people: invite, change a role, folders, short address, leave, the bin", async (app, t) => {
  const ada = await member(app, "ada");
  const bo = await member(app, "bo@example.org", PHONE);
  const step = async (name: string, run: () => Promise<void>) => {
    if (!await t.step(name, run)) throw new Error(`Cannot continue as a step failed: ${name}`);
  };

  await step("who signed in by a proxy a while ago does so again", async () => {
    const stale = { status: 401, json: { code: "signInAgain" } };
    await ada.route("**/api/account/recovery-codes", (route) => route.fulfill(stale), { times: 1 });
    await ada.getByRole("button", { name: "Make recovery codes" }).click();
    await ada.getByRole("button", { name: "Continue as ada" }).click();
    await ada.getByText("Thank you. Now try once more.").waitFor();
  });

  await step("an owner invites a person, who finds the board under My boards", async () => {
    await home(ada, app);
    await ada.getByText("Boards you create, open or are invited to").waitFor();
    const board = await createBoard(ada);
    await board.untilStatus(/^Saved$/);
    await ada.getByRole("button", { name: "Share", exact: true }).click();
    await ada.getByRole("tab", { name: "People" }).click();
    await ada.getByRole("button", { name: "Invite" }).click();
    await ada.getByText("Type a user name or a mail address first.").waitFor();
    const field = ada.getByLabel("User name or mail address");
    assert.ok(await field.evaluate((field) => field === document.activeElement));
    await field.fill("bo@example.org");
    await ada.getByRole("combobox", { name: "Role", exact: true }).selectOption("viewer");
    await ada.getByRole("button", { name: "Invite" }).click();
    await ada.getByText("has not opened the board list yet").waitFor();
    await field.fill("\u200b");
    await ada.getByRole("button", { name: "Invite" }).click();
    await ada.getByText("Type a user name or a mail address first.").waitFor();
    assert.equal(await ada.getByText(/^If the directory knows/).count(), 0, "what was done before is over");
    await ada.getByLabel(/\/docs\//).fill("Retro");
    await ada.getByRole("button", { name: "Save", exact: true }).click();
    await ada.getByText(/The address is .*\/docs\/retro/).waitFor();
    await inEachTheme(ada, async (theme) => {
      await photograph(ada, `boards_people_${theme}`);
      await findsNothing(ada, `people ${theme}`);
    });
    await home(bo, app);
    await card(bo, "view only").waitFor();
  });

  await step("the name of a board opens it, and a guessed one asks for a link", async () => {
    await bo.goto(`${named(app.server.origin)}/docs/nothing`);
    await bo.getByText("No board of this name is open to you").waitFor();
    await findsNothing(bo, "docs");
    await photograph(bo, "boards_docs_phone");
    await bo.goto(`${named(app.server.origin)}/docs/RETRO`);
    await bo.getByText("View only").first().waitFor();
  });

  await step("a changed role counts at once, and the owner sees who is there", async () => {
    await bo.evaluate(
      async (bytes) => void await fetch("/api/account/picture", { method: "PUT", body: Uint8Array.from(bytes) }),
      [...await pictureFile(bo, { width: 96, height: 96, type: "image/jpeg" })],
    );
    await ada.getByRole("combobox", { name: "Role of bo@example.org" }).selectOption("editor");
    await bo.getByText("Saved").first().waitFor();
    await ada.waitForFunction(() => {
      const image = document.querySelector<HTMLImageElement>(".people-sheet .face img");
      return image?.complete && image.naturalWidth === 96 && !image.hidden;
    });
    await inEachTheme(ada, (theme) => photograph(ada, `boards_people_picture_${theme}`));
    await bo.mouse.move(120, 400);
    await bo.mouse.down();
    await bo.mouse.move(240, 460, { steps: 5 });
    await bo.mouse.up();
    await bo.getByText("Saved").first().waitFor();
    await home(ada, app);
    await ada.getByText(/here now: .*/i).waitFor();
    await ada.locator(".visit").getByText(/changed just now by bo@example\.org/).waitFor();
  });

  await step("titles, folders and order are the same on all devices", async () => {
    const title = (await ada.locator(".visit-title").first().textContent())!;
    await act(ada, title, "Rename");
    await ada.getByLabel(`Title of ${title}`).fill("Retro board");
    await ada.keyboard.press("Enter");
    await card(ada, "Retro board").waitFor();
    await act(ada, "Retro board", "Duplicate with the conversation");
    await card(ada, "Retro board – copy").waitFor();
    for (const [order, first] of [["Title", "Retro board"], ["Last changed", "Retro board – copy"]]) {
      await ada.getByLabel("Order").selectOption(order);
      assert.equal(await ada.locator(".visit-title").first().textContent(), first, order);
    }
    const file = async () => {
      await act(ada, "Retro board – copy", "Move to a folder");
      await ada.getByLabel("Folder").fill("Team");
      await ada.keyboard.press("Enter");
    };
    // Another tab signs out and in again.
    const signedOut = { status: 401, json: { code: "signInFirst" } };
    await ada.route("**/api/account/boards/*", (route) => route.fulfill(signedOut), { times: 1 });
    await file();
    await ada.getByText("You are signed out in this browser.").waitFor();
    await file();
    await ada.getByText("Retro board – copy is in the folder Team.").waitFor();
    await act(ada, "Retro board", "Pin to the top");
    await ada.getByText("Retro board is pinned to the top.").waitFor();
    await ada.getByLabel("Show").locator("option", { hasText: "Team" }).waitFor({ state: "attached" });
    await ada.getByLabel("Show").selectOption("Team");
    await card(ada, "Retro board – copy").waitFor();
    assert.equal(await ada.locator(".visit").count(), 1);
    const tablet = await member(app, "ada", PHONE);
    await home(tablet, app);
    await card(tablet, "Retro board – copy").getByText("Team").waitFor();
    assert.equal(await tablet.locator(".visit").count(), 2);
    await tablet.locator(".thumbnail img").first().waitFor();
    await inEachTheme(tablet, async (theme) => {
      await photograph(tablet, `boards_phone_${theme}`);
      await findsNothing(tablet, `boards on a phone ${theme}`);
    });
    await ada.getByLabel("Show").selectOption("");
    await inEachTheme(ada, async (theme) => {
      await photograph(ada, `boards_desk_${theme}`);
      await findsNothing(ada, `boards ${theme}`);
    });
    await tablet.context().close();
  });

  await step("a board in the bin is gone for everybody until an owner restores it", async () => {
    await act(ada, "Retro board", "Move to the bin");
    await ada.getByRole("button", { name: "Move to the bin" }).click();
    await ada.getByText("Retro board is in the bin.").waitFor();
    await bo.getByRole("heading", { name: "In the bin" }).waitFor();
    await bo.getByText("An owner moved this board to the bin").waitFor();
    assert.equal(await bo.getByRole("button", { name: "Restore" }).count(), 0);
    await findsNothing(bo, "in the bin");
    await photograph(bo, "boards_binned_phone");
    await ada.getByLabel("Show").selectOption({ label: "Bin" });
    await ada.getByText(/can be restored until/).waitFor();
    await photograph(ada, "boards_bin");
    await findsNothing(ada, "bin");
    await ada.getByRole("button", { name: "Restore Retro board" }).click();
    await ada.getByText("Retro board was restored.").waitFor();
    await ada.locator("h2:focus", { hasText: "My boards" }).waitFor();
    await bo.reload();
    await bo.getByText("Saved").first().waitFor();
  });

  await step("who leaves a board finds it nowhere", async () => {
    await home(bo, app);
    const title = (await bo.locator(".visit-title").first().textContent())!;
    const leave = async () => {
      await act(bo, title, "Leave the board");
      await bo.getByRole("button", { name: "Leave the board" }).click();
      await bo.getByText(/You have left/).waitFor();
      assert.equal(await bo.locator(".visit").count(), 0);
    };
    await leave();
    // A press on what has the keyboard already, and then vanishes.
    await bo.locator("button:focus", { hasText: "Undo" }).click();
    await card(bo, title).waitFor();
    await bo.locator("h2:focus", { hasText: "My boards" }).waitFor();
    await leave();
    // Who closes the notice does not take it back.
    const left = bo.waitForResponse((response) => response.request().method() === "DELETE");
    await bo.locator(".visits-notice").getByRole("button", { name: "Close" }).click();
    assert.equal((await left).status(), 204);
    await home(bo, app);
    assert.equal(await bo.locator(".visit").count(), 0);
    await bo.goto(`${named(app.server.origin)}/docs/retro`);
    await bo.getByText("No board of this name is open to you").waitFor();
  });
}, { env: ENV });
