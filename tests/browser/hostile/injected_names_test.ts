import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { newSecret } from "../../../board/id.ts";
import { readName } from "../../../board/name.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { HarmWatch } from "../../support/browser/harm_watch.ts";
import { DISGUISED_PAYLOADS } from "../../support/browser/payloads.ts";
import { until } from "../../support/until.ts";

const COUNT = DISGUISED_PAYLOADS.length;
/** As a name of a board or folder: nothing else is lost than what `board/name.ts` says. */
const NAMES = DISGUISED_PAYLOADS.map(readName);

const textsOf = (page: Page, selector: string) => page.locator(selector).allTextContents();

/** Letter by letter. Names only the first difference, as the lists are long. */
function assertShown(shown: readonly string[], wanted: readonly string[]): void {
  const at = wanted.findIndex((text, i) => shown[i] !== text);
  assert.equal(shown[at], wanted[at], `text ${at}`);
  assert.equal(shown.length, wanted.length);
}

async function untilShown(page: Page, selector: string, wanted: readonly string[]): Promise<void> {
  await until(`${selector} shows ${wanted.join(" | ")}`, async () => {
    const shown = await textsOf(page, selector);
    return wanted.every((text) => shown.includes(text));
  });
}

/** Answers requests of the page as a server would that keeps all words as they came. */
async function answer(page: Page, path: string | RegExp, json: unknown): Promise<void> {
  await page.route(path, (route) => route.fulfill({ json }));
}

appTest(`${9 * COUNT} injections by names of people, boards and folders run nothing`, async (app) => {
  const { origin } = app.server, { links } = await app.server.createBoard();
  const ada = await app.open(links.owner), { page } = ada;
  const harm = new HarmWatch(page, origin);
  const all = DISGUISED_PAYLOADS.map((name, i) => ({ name, visitor: String(i), id: String(i) }));
  await answer(page, "**/moderation", {
    isFrozen: false,
    hasLobby: false,
    waiting: all,
    people: all.map((each, i) => ({ ...each, ids: [i], role: "editor", isMuted: false })),
    restricted: all.map((each) => ({ ...each, isMuted: true })),
  });
  const entry = { at: Date.now(), link: "", action: "mute" };
  const done = all.map(({ name }, number) => ({ ...entry, number, name, about: name }));
  await answer(page, "**/moderation/done", { entries: done });
  await ada.command("Keep order");
  await page.locator(".order-row").nth(4 * COUNT - 1).waitFor();
  const muted = DISGUISED_PAYLOADS.map((name) => `Muted ${name}`);
  assertShown(await textsOf(page, ".order-row .share-title"), [
    ...DISGUISED_PAYLOADS,
    ...DISGUISED_PAYLOADS,
    ...DISGUISED_PAYLOADS,
    ...muted,
  ]);
  const notes = await textsOf(page, ".order-row .note");
  assertShown(notes.slice(-COUNT).map((note) => note.replace(/, [^,]*$/, "")), DISGUISED_PAYLOADS);
  await harm.assertNone("order");
  await ada.key("Escape");

  const account = { id: "a", name: DISGUISED_PAYLOADS[2], color: "red", passkeys: [], recoveryCodes: 0 };
  const view = { signIn: "optional", canSignIn: true, passkeys: {}, account };
  await answer(page, "**/api/account", view);
  await answer(page, "**/people", {
    people: all.map((each) => ({ ...each, known: `${each.name}~`, role: "editor", isOwn: false })),
    mayInvite: true,
    name: DISGUISED_PAYLOADS[2],
  });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("tab", { name: "People" }).click();
  await page.locator(".invited-row").nth(COUNT - 1).waitFor();
  assertShown(await textsOf(page, ".invited-row strong"), DISGUISED_PAYLOADS.map((name) => `${name}~`));
  assertShown(await textsOf(page, ".invited-row .note"), DISGUISED_PAYLOADS);
  assert.equal(await page.getByLabel(/\/docs\//).inputValue(), DISGUISED_PAYLOADS[2]);
  await harm.assertNone("invited people");

  const home = await (await app.person()).newPage();
  const homeHarm = new HarmWatch(home, origin);
  const boards = all.map(({ id, name }, i) => ({
    board: id,
    title: name,
    folder: name,
    role: "editor",
    at: COUNT - i,
    changed: { at: 1, by: [name] },
  }));
  await answer(home, "**/api/boards/**", { people: DISGUISED_PAYLOADS.slice(0, 1) });
  await answer(home, "**/api/account", view);
  await answer(home, "**/api/account/boards", { boards, known: [] });
  await home.route(
    "**/api/account/boards/open",
    (route) => route.fulfill({ json: { slugs: route.request().postDataJSON().boards.map(() => newSecret()) } }),
  );
  await home.goto(origin);
  await home.locator(".visit-title").nth(COUNT - 1).waitFor();
  assertShown(await textsOf(home, ".visit-title"), NAMES);
  const under = await textsOf(home, ".visit-link > .note");
  assert.deepEqual(NAMES.filter((name, i) => !under[i].includes(` · ${name} · `) || !under[i].endsWith(name)), []);
  const folders = new Set(await home.getByLabel("Show").locator("option").allTextContents());
  assert.deepEqual([...new Set(NAMES).difference(folders)], []);
  await home.locator(".visit-present", { hasText: NAMES[0] }).first().waitFor();
  await homeHarm.assertNone("the start page");

  for (let from = 0; from < COUNT; from += 29) {
    const name = DISGUISED_PAYLOADS.slice(from, from + 29).join(" ").toWellFormed();
    await home.goto(`${origin}/docs/${encodeURIComponent(name)}`);
    await untilShown(home, "h1", [name]);
    await homeHarm.assertNone("a short address");
  }
});
