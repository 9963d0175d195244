import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line, slugOf } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

async function manage(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("tab", { name: "Links" }).click();
  await page.getByRole("button", { name: "Create link" }).waitFor();
}

/** Makes a link. @returns its address */
async function makeLink(page: Page, label: string, passphrase = ""): Promise<string> {
  await page.getByRole("textbox", { name: "Label" }).last().fill(label);
  await page.getByLabel("Passphrase (optional)").fill(passphrase);
  await page.getByRole("button", { name: "Create link" }).click();
  const address = await page.getByLabel("New link").inputValue();
  await rowOf(page, label).waitFor();
  return address;
}

function rowOf(page: Page, name: string): Locator {
  return page.locator(".link", { hasText: name });
}

async function openRow(page: Page, name: string): Promise<Locator> {
  await page.getByRole("button", { name: `Change ${name}` }).click();
  return rowOf(page, name);
}

async function guestAt(app: App, address: string): Promise<BoardPage> {
  return await app.open(slugOf(address));
}

appTest("an owner makes a link with a passphrase, and it opens with the passphrase", async (app) => {
  const { page } = await app.create();
  await manage(page);
  const address = await makeLink(page, "Guests", "tea");
  const guest = await (await app.person()).newPage();
  await guest.goto(address);
  await guest.getByLabel("Passphrase").fill("coffee");
  await guest.keyboard.press("Enter");
  await guest.getByText("That is not the passphrase.").waitFor();
  await guest.getByLabel("Passphrase").fill("tea");
  await guest.getByRole("button", { name: "Open the board" }).click();
  await guest.getByText("Saved", { exact: true }).first().waitFor();
  const unlocked = guest.url();
  assert.notEqual(unlocked, address);

  // The list of boards has one entry, which goes on without asking again, and asks when the time is over.
  await guest.goto(app.server.origin);
  assert.equal(await guest.locator(".visit").count(), 1);
  await guest.locator(".visit-link").click();
  await guest.getByText("Saved", { exact: true }).first().waitFor();
  assert.equal(guest.url(), unlocked);
  const row = await openRow(page, "Guests");
  await row.getByLabel("New passphrase").fill("coffee");
  await row.getByRole("button", { name: "Save" }).click();
  await guest.getByRole("heading", { name: "Enter the passphrase" }).waitFor();
  assert.equal(guest.url(), address, "who came with the old passphrase is asked for the new one");
});

appTest("an owner changes the label and expiry of a link with the keyboard alone", async (app) => {
  const { page } = await app.create();
  await manage(page);
  await makeLink(page, "Guests");
  const change = page.getByRole("button", { name: "Change Guests" });
  await change.focus();
  await page.keyboard.press("Enter");
  await page.locator('.link input[name="label"]:focus').waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Monday’s class");
  await page.keyboard.press("Tab");
  // From "Can draw" to "View only", from "Never expires" to "For a week", and over the passphrase and the sites to the
  // button.
  for (const key of ["ArrowDown", "ArrowDown", "Tab", "ArrowDown", "ArrowDown", "Tab", "Tab", "Tab", "Enter"]) {
    await page.keyboard.press(key);
  }
  const row = rowOf(page, "Monday’s class");
  await row.getByText(/until/).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await until("the focus is where it was", async () => await focused() === "Change Monday’s class");
  await page.reload();
  await manage(page);
  await rowOf(page, "Monday’s class").getByText(/^View only · until/).waitFor();
  await openRow(page, "Monday’s class");
  await page.getByRole("textbox", { name: "Label" }).first().fill("Tuesday’s class");
  await page.keyboard.press("Enter");
  await rowOf(page, "Tuesday’s class").getByText(/^View only · until/).waitFor();
});

appTest("revoking a link disconnects its users with a reason", async (app) => {
  const { page } = await app.create();
  await manage(page);
  const guest = await guestAt(app, await makeLink(page, "Guests"));
  const row = await openRow(page, "Guests");
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.getByRole("button", { name: "Cancel" }).waitFor();
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.getByRole("button", { name: "Revoke" }).click();
  await guest.page.getByText("This link was withdrawn, replaced or has expired.").waitFor();
  await guest.page.locator("h1:focus").waitFor();
  await row.waitFor({ state: "detached" });
  await guest.page.getByRole("link", { name: "Go to the start page" }).waitFor();
});

appTest("all links are replaced: the owner continues with the new one and finds it in the list", async (app) => {
  const { page } = await app.create();
  const before = page.url();
  const other = await page.context().newPage();
  await other.goto(before);
  await other.getByText("Saved", { exact: true }).first().waitFor();
  // The pen is still down when the link ends.
  const drawing = new BoardPage(other, slugOf(before));
  await drawing.press(line([300, 300], [500, 300]));
  await page.bringToFront();
  await manage(page);
  const guest = await guestAt(app, await makeLink(page, "Guests"));
  await page.getByRole("button", { name: "Replace all links" }).click();
  await page.getByRole("button", { name: "Replace all links" }).click();
  await page.waitForURL((url) => url.href !== before);
  await page.getByText("Saved", { exact: true }).first().waitFor();
  await guest.page.getByRole("heading", { name: "This board can’t be opened" }).waitFor();
  await other.waitForURL(page.url());
  await drawing.untilSaved();
  assert.equal((await app.server.board(slugOf(page.url()))).shapes.size, 1, "the stroke went along to the new link");
  await other.goto(app.server.origin);
  const entries = await other.locator(".visit-link").evaluateAll((links) =>
    links.map((link) => (link as HTMLAnchorElement).href)
  );
  assert.deepEqual(entries, [page.url()]);
});

appTest("after a rotation whose response is lost the browser has the new owner link", async (app) => {
  const { page } = await app.create();
  const before = page.url();
  await manage(page);
  await page.route("**/links/rotate", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "Replace all links" }).click();
  await page.getByRole("button", { name: "Replace all links" }).click();
  await page.waitForURL((url) => url.href !== before);
  await page.getByText("Saved", { exact: true }).first().waitFor();
  await manage(page);
  await page.getByText(/(^|· )this link ·/).waitFor();
});

appTest("a board is deleted for everybody after the word is typed, and leaves the list and the device", async (app) => {
  const { page } = await app.create();
  await manage(page);
  const guest = await guestAt(app, await makeLink(page, "Guests"));
  await page.getByRole("button", { name: "Delete board" }).click();
  const last = page.getByRole("button", { name: "Delete board" });
  assert.equal(await last.isDisabled(), true);
  // The question takes the focus first, so that Orca announces the field after it.
  const field = page.getByRole("group", { name: "The board is deleted for everybody" }).getByLabel(/Type “delete”/);
  await field.and(page.locator(":focus")).waitFor();
  assert.equal(await page.locator(".dialog-body").getAttribute("tabindex"), "-1", "no stop without a name");
  await page.keyboard.type("delete");
  await last.click();
  await page.getByText("Boards you open appear here").waitFor();
  await page.locator("[aria-live]").getByText("The board was deleted").waitFor(); // fault T11
  assert.equal(page.url(), `${app.server.origin}/`);
  await guest.page.getByText(/this board was deleted/i).waitFor();
  const copies = () => page.evaluate(async () => (await indexedDB.databases()).length);
  await until("nothing of it is on the device", async () => await copies() === 0);
});

appTest("links cannot be changed offline, and the page says so", async (app) => {
  const { page } = await app.create();
  await manage(page);
  await app.server.stop();
  await page.getByText("You are offline. Links can be changed when you are back.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Create link" }).isDisabled(), true);
});
