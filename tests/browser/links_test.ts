import assert from "node:assert/strict";
import { appTest } from "../support/app_case.ts";

appTest("an owner makes a locked link, and its holder comes in with the passphrase", async (app) => {
  const { links } = await app.server.createBoard();
  const owner = await app.open(links.owner);
  await owner.page.getByRole("button", { name: "Share", exact: true }).click();
  await owner.page.getByText("Manage links").click();
  await owner.page.getByLabel("Label").fill("Guests");
  await owner.page.getByLabel("Passphrase (optional)").fill("tea");
  await owner.page.getByRole("button", { name: "Make link" }).click();
  const address = await owner.page.getByLabel("New link").inputValue();
  await owner.page.locator(".links-list").getByText("Guests").waitFor();
  const shots = Deno.env.get("SHOTS");
  if (shots) await owner.page.screenshot({ path: `${shots}/manage.png` });

  const guest = await (await app.person()).newPage();
  await guest.goto(address);
  await guest.getByLabel("Passphrase").fill("coffee");
  await guest.getByRole("button", { name: "Open the board" }).click();
  await guest.getByText("That is not the passphrase.").waitFor();
  if (shots) await guest.screenshot({ path: `${shots}/locked.png` });
  await guest.getByLabel("Passphrase").fill("tea");
  await guest.getByRole("button", { name: "Open the board" }).click();
  await guest.getByText("Saved", { exact: true }).first().waitFor();
  assert.notEqual(guest.url(), address);
});
