import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { readName } from "../../../board/name.ts";
import pseudo from "../../../client/messages/languages/en_xa.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { PAYLOADS } from "../../support/browser/payloads.ts";
import { VirtualAuthenticator } from "../../support/browser/passkeys.ts";
import { inEachTheme, SCREENS } from "../../support/browser/screens.ts";

const AXE = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));

/** Passkeys work for names and not for addresses. */
const named = (origin: string) => origin.replace("127.0.0.1", "localhost");

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();
const said = (page: Page, text: string | RegExp) => page.locator(".account-outcome").getByText(text).waitFor();

const chosenColor = (page: Page) => page.locator(".choice:has(:checked)").getAttribute("title");

async function signUp(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/account`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: "violet" }).check();
  await press(page, "Create account");
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

appTest("a person makes an account, uses it on two devices and on a board, and deletes it", async (app, t) => {
  const origin = named(app.server.origin);
  const laptop = await (await app.person()).newPage();
  const phone = await (await app.person()).newPage();
  let codes: string[] = [];
  /** Each step needs those before it. */
  const step = async (name: string, run: () => Promise<void>) => {
    if (!await t.step(name, run)) throw new Error(`Cannot continue as a step failed: ${name}`);
  };

  await step("sign up from the start page by keyboard", async () => {
    await VirtualAuthenticator.plugIn(laptop);
    await laptop.goto(origin);
    await laptop.getByRole("link", { name: "Sign in" }).focus();
    await laptop.keyboard.press("Enter");
    await laptop.getByLabel("Name", { exact: true }).fill("Ada");
    await laptop.keyboard.press("Tab");
    const before = await chosenColor(laptop);
    await laptop.keyboard.press("ArrowRight");
    assert.notEqual(await chosenColor(laptop), before);
    await laptop.keyboard.press("Tab");
    await laptop.keyboard.press("Enter");
    await laptop.getByRole("heading", { level: 1, name: "Ada" }).waitFor();
    assert.notEqual(await chosenColor(laptop), before);
  });

  await step("name and colour are used on boards and shown on the start page", async () => {
    await laptop.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
    await press(laptop, "Save");
    await said(laptop, "Saved.");
    await laptop.getByRole("link", { name: "Boards" }).click();
    await laptop.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    await laptop.getByRole("button", { name: "New board" }).click();
    await laptop.getByRole("button", { name: /Ada Lovelace/ }).first().waitFor();
    await laptop.keyboard.press("Control+,");
    const [account] = await Promise.all([
      laptop.context().waitForEvent("page"),
      laptop.getByRole("link", { name: "Your account" }).click(),
    ]);
    await account.getByRole("heading", { level: 1, name: "Ada Lovelace" }).waitFor();
    await account.close();
    await laptop.goto(`${origin}/account`);
  });

  await step("a recovery code signs another device in, once", async () => {
    await press(laptop, "Make recovery codes");
    await laptop.locator(".account-codes").waitFor();
    // The button that had the focus is gone.
    await laptop.locator("h2:focus", { hasText: "Recovery codes" }).waitFor();
    codes = await laptop.locator(".account-codes li").allTextContents();
    assert.equal(codes.length, 8);
    await laptop.reload();
    await laptop.getByText("You have 8 unused codes.").waitFor();
    assert.equal(await laptop.locator(".account-codes").count(), 0);
    await phone.goto(`${origin}/account`);
    await phone.getByText("Use a recovery code").click();
    await phone.getByLabel("Recovery code").fill(codes[0].toLowerCase());
    await press(phone, "Sign in with this code");
    await phone.getByRole("heading", { level: 1, name: "Ada Lovelace" }).waitFor();
    await phone.getByText("You have 7 unused codes.").waitFor();
  });

  await step("boards of one device are on the other, once", async () => {
    await Promise.all([
      laptop.waitForResponse((response) => response.url().endsWith("/api/account/boards")),
      laptop.goto(origin),
    ]);
    await laptop.goto(`${origin}/account`);
    await phone.goto(origin);
    await phone.locator(".my-boards .visit-link").click();
    await phone.waitForURL(/\/b\//);
    await phone.getByRole("button", { name: /Ada Lovelace/ }).first().waitFor();
    await phone.goto(origin);
    await phone.locator('.my-boards[aria-busy="false"] .visit-link').waitFor();
    assert.equal(await phone.locator(".visit-link").count(), 1);
    await phone.goto(`${origin}/account`);
  });

  await step("passkeys are added, renamed and removed, but not the last one", async () => {
    await press(phone, /^Remove /);
    await said(phone, /only way to sign in/);
    await VirtualAuthenticator.plugIn(phone);
    await press(phone, "Add a passkey");
    await said(phone, "The passkey was added.");
    await press(phone, "Add a passkey");
    await said(phone, /already has a passkey/);
    await phone.getByRole("button", { name: /^Rename / }).last().click();
    await phone.getByLabel(/^Name of /).fill("My phone");
    await phone.keyboard.press("Enter");
    await said(phone, "Saved.");
    await phone.getByRole("button", { name: /^Remove / }).first().click();
    await said(phone, /The passkey was removed/);
    assert.deepEqual(await phone.locator(".account-list").first().locator("strong").allTextContents(), ["My phone"]);
  });

  await step("sign out, a removed passkey, and sign in again", async () => {
    await phone.getByRole("button", { name: "Sign out", exact: true }).click();
    await press(phone, "Sign in with a passkey");
    await phone.getByRole("heading", { level: 1, name: "Ada Lovelace" }).waitFor();
    await laptop.getByRole("button", { name: "Sign out", exact: true }).click();
    await press(laptop, "Sign in with a passkey");
    await said(laptop, "The sign-in didn’t work.");
    await laptop.getByText("Use a recovery code").click();
    await laptop.getByLabel("Recovery code").fill(codes[0]);
    await press(laptop, "Sign in with this code");
    await said(laptop, "The sign-in didn’t work.");
    await laptop.getByLabel("Recovery code").fill(codes[1]);
    await press(laptop, "Sign in with this code");
    await laptop.getByRole("heading", { level: 1, name: "Ada Lovelace" }).waitFor();
  });

  await step("one device signs the other one out", async () => {
    await press(laptop, /^Sign out .* on /);
    await laptop.getByRole("button", { name: /^Sign out .* on / }).waitFor({ state: "detached" });
    await press(phone, "Save");
    await said(phone, "You are signed out in this browser.");
    await phone.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
  });

  await step("code in names is text everywhere", async () => {
    await laptop.evaluate(async (payloads) => {
      const change = (path: string, body: object) =>
        fetch(`/api/account${path}`, { method: "PATCH", body: JSON.stringify(body) });
      const { account } = await (await fetch("/api/account")).json();
      for (const name of payloads) await change(`/passkeys/${account.passkeys[0].id}`, { name });
    }, PAYLOADS);
    for (const payload of PAYLOADS) {
      await laptop.getByLabel("Name", { exact: true }).fill(payload);
      await press(laptop, "Save");
      await laptop.getByRole("heading", { level: 1 }).filter({ hasText: readName(payload) }).waitFor();
    }
    await laptop.goto(origin);
    await laptop.locator(".start-account").filter({ hasText: readName(PAYLOADS.at(-1)) }).waitFor();
    await laptop.goto(`${origin}/account`);
    await laptop.locator("h1").waitFor();
    assert.equal(await laptop.evaluate(() => (globalThis as { pwned?: unknown }).pwned), undefined);
    await laptop.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
    await press(laptop, "Save");
    await said(laptop, "Saved.");
  });

  await step("what the server keeps is downloaded, then deleted", async () => {
    const [download] = await Promise.all([
      laptop.waitForEvent("download"),
      laptop.getByRole("link", { name: "Download your data" }).click(),
    ]);
    const { account } = JSON.parse(await Deno.readTextFile(await download.path()));
    assert.equal(account.name, "Ada Lovelace");
    await press(laptop, "Delete account");
    await laptop.getByLabel(/to confirm/).fill("delete");
    await press(laptop, "Delete account");
    await said(laptop, "Your account was deleted.");
    await press(phone, "Sign in with a passkey");
    await said(phone, "The sign-in didn’t work.");
  });
});

appTest("the page of the account is accessible and translated on desk and phone", async (app) => {
  const origin = named(app.server.origin);
  const found: string[] = [];
  for (const { size, device } of SCREENS) {
    const page = await (await app.person({ ...device, bypassCSP: true })).newPage();
    await VirtualAuthenticator.plugIn(page);
    const look = async (screen: string) => {
      const folder = Deno.env.get("ACCOUNT_SCREENS");
      await inEachTheme(page, async (theme) => {
        found.push(...(await violations(page)).map((each) => `${screen} on a ${size} in ${theme}: ${each}`));
        if (folder) await page.screenshot({ path: `${folder}/${screen}-${size}-${theme}.png`, fullPage: true });
      });
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (width > 0) found.push(`${screen} on a ${size} is ${width} px too wide`);
    };
    await page.goto(`${origin}/account`);
    await page.getByText("Use a recovery code").click();
    await look("signed out");
    await signUp(page, origin, "Ada with a long name ".repeat(3));
    await press(page, "Make recovery codes");
    await page.locator(".account-codes").waitFor();
    await look("signed in");
    await page.getByRole("button", { name: /^Rename / }).click();
    await press(page, "Delete account");
    await look("questions");
    await page.goto(origin);
    await page.locator(".start-account").waitFor();
    await look("start page");
  }
  const page = await (await app.person()).newPage();
  await page.goto(`${origin}/account#notAllowed`);
  await said(page, /you may not sign in here/);
  assert.equal(new URL(page.url()).hash, "");
  await page.goto(`${origin}/account?lang=en-XA`);
  await page.getByRole("heading", { name: pseudo("Create an account") as string }).waitFor();
  const words = await page.locator("main").innerText();
  assert.deepEqual(words.match(/\b[a-z]*[aeiou][a-z]*\b/gi) ?? [], []);
  assert.deepEqual(found, []);
});

async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
}
