import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, createBoard, line, slugOf } from "../../support/browser/board_page.ts";
import type { BoardLinks } from "../../support/server/test_server.ts";
import { until } from "../../support/until.ts";

async function share(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("dialog", { name: "Share this board" }).waitFor();
}

async function manage(page: Page): Promise<void> {
  await share(page);
  await page.getByRole("tab", { name: "Links" }).click();
  await page.getByRole("button", { name: "Create link" }).waitFor();
}

async function revoke(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Change ${name}` }).click();
  const row = page.locator(".link", { hasText: name });
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.getByRole("button", { name: "Revoke" }).click();
  await row.waitFor({ state: "detached" });
}

function knownLinks(page: Page): Promise<Required<BoardLinks["links"]>> {
  return page.evaluate(() => JSON.parse(localStorage.getItem("drawbridge.visits")!)[0].links);
}

async function copied(page: Page): Promise<string> {
  return await page.evaluate(() => navigator.clipboard.readText());
}

/** A new board made on the start page, whose browser lets pages read the clipboard. */
async function create(app: App): Promise<BoardPage> {
  const person = await app.person({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await person.newPage();
  await page.goto(app.server.origin);
  return await createBoard(page);
}

/** What opens at an address in a browser that knows nothing of it. */
async function roleAt(app: App, address: string): Promise<string> {
  const response = await fetch(`${app.server.origin}/api/boards/${slugOf(address)}/state`);
  await response.body?.cancel();
  return response.headers.get("drawbridge-role") ?? String(response.status);
}

appTest("a revoked link is not offered anywhere (fault T1)", async (app) => {
  const board = await create(app);
  const { page } = board;
  const { editor: revoked } = await knownLinks(page);
  await board.draw(line([300, 300], [400, 360]));
  await manage(page);
  await revoke(page, "Can draw");
  await board.key("Escape");
  await share(page);
  const offered = page.getByRole("dialog").getByLabel("Link", { exact: true });
  assert.equal(await roleAt(app, await offered.inputValue()), "viewer");
  assert.equal(await page.getByRole("dialog").getByRole("radio").count(), 1);
  await board.key("Escape");

  await board.key("Control+a");
  await board.command("Copy a link to this shape");
  await board.untilDone("Link copied");
  const address = await copied(page);
  assert.notEqual(slugOf(address), revoked);
  assert.equal(await roleAt(app, address), "editor");
  assert.match(address, /#shape=/);
});

appTest(
  "a link that was revoked on another device is offered no more once the sheet has looked (fault T1)",
  async (app) => {
    const board = await create(app);
    const { page } = board;
    const { owner, editor } = await knownLinks(page);
    const list = await (await fetch(`${app.server.origin}/api/boards/${owner}/links`)).json();
    const { id } = list.links.find(({ role }: { role: string }) => role === "editor");
    const headers = { origin: app.server.origin };
    await fetch(`${app.server.origin}/api/boards/${owner}/links/${id}`, { method: "DELETE", headers });
    await share(page);
    const offered = page.getByRole("dialog").getByLabel("Link", { exact: true });
    await until("another is offered", async () => slugOf(await offered.inputValue()) !== editor);
    await page.getByRole("button", { name: "Create a link for others" }).click();
    await page.getByRole("radio", { name: /Can draw/ }).check();
    assert.equal(await roleAt(app, await offered.inputValue()), "editor");
  },
);

appTest(
  "the address bar of the maker may draw at most, and the maker stays the owner behind it (fault T2)",
  async (app) => {
    const board = await create(app);
    const { page } = board;
    const { owner, editor, viewer } = await knownLinks(page);
    assert.equal(slugOf(page.url()), editor);
    const loaded = new Set<string>();
    page.on("request", (request) => {
      const slug = /boards\/([^/]+)\/state$/.exec(request.url())?.[1];
      if (slug !== undefined) loaded.add(slug);
    });
    await page.reload();
    await board.untilSaved();
    assert.deepEqual([...loaded], [editor], "the board is loaded once, as the browser began to with the page");
    await manage(page);
    await page.getByText(/(^|· )this link ·/).waitFor();
    assert.equal(slugOf(page.url()), editor);

    // A bookmark of the owner link from before shows the other one once it is open, and keeps what follows `#`.
    const second = await page.context().newPage();
    await second.goto(`${app.server.boardUrl(owner)}#10,20,1`);
    await until("the address is for others", () => slugOf(second.url()) === editor);
    assert.match(second.url(), /#10,20,1$/);
    await manage(second);

    // The view-only link shows what others see.
    await second.goto(app.server.boardUrl(viewer));
    await new BoardPage(second, viewer).untilStatus("View only");
    assert.equal(slugOf(second.url()), viewer);
    await second.goto(app.server.origin);
    assert.equal(
      slugOf((await second.locator(".visit-link").getAttribute("href"))!.replace(/^/, app.server.origin)),
      editor,
    );
  },
);

appTest(
  "a device that knows only the owner link hands out one for drawing, and asks before it copies its own (fault T2)",
  async (app) => {
    const { links } = await app.server.createBoard();
    const person = await app.person({ permissions: ["clipboard-read", "clipboard-write"] });
    const board = await app.open(links.owner, person);
    const { page } = board;
    await board.draw(line([300, 300], [400, 360]));
    await board.untilSaved();
    await board.key("Control+a");
    await board.command("Copy a link to this shape");
    await board.untilDone("Link copied");
    const address = await copied(page);
    assert.equal(await roleAt(app, address), "editor");
    await until("the address bar shows it as well", () => slugOf(page.url()) === slugOf(address));

    await share(page);
    assert.equal(await page.getByRole("radio", { name: /Owner/ }).count(), 0);
    await page.getByRole("tab", { name: "Links" }).click();
    await page.getByRole("button", { name: "Copy owner link" }).click();
    await page.getByText(/This is the owner link. Anyone who has it can do all that you can/).waitFor();
    assert.equal(await copied(page), address, "nothing is copied before the answer");
    await page.getByRole("button", { name: "Copy owner link" }).click();
    await page.getByText("The owner link was copied.").waitFor();
    assert.equal(await copied(page), app.server.boardUrl(links.owner));
  },
);

appTest("a new link is stored in this browser and found in the list and under Share (fault T15)", async (app) => {
  const board = await create(app);
  const { page } = board;
  await manage(page);
  await page.getByRole("textbox", { name: "Label" }).last().fill("Class");
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByText("This browser keeps the link").waitFor();
  await page.locator("[aria-live]").getByText("The link is created.").waitFor({ state: "attached" });
  const address = await page.getByLabel("New link").inputValue();
  await page.reload();
  await board.untilSaved();
  await share(page);
  await page.getByRole("radio", { name: /Class/ }).check();
  assert.equal(await page.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue(), address);
  await page.getByRole("tab", { name: "Links" }).click();
  await page.getByRole("button", { name: "Change Class" }).click();
  assert.equal(await page.getByLabel("Link Class").inputValue(), address);
  await board.key("Escape");
  await page.goto(app.server.origin);
  assert.equal(await page.locator(".visit").count(), 1);
});

appTest(
  "a clock that is fast by a month takes no link for expired, and a new one lasts as long as was chosen (fault C8)",
  async (app) => {
    const board = await create(app);
    const { page } = board;
    const { owner } = await knownLinks(page);
    const now = Date.now();
    await page.clock.setFixedTime(now + 40 * 86_400_000);
    await manage(page);
    await page.getByLabel("How long it lasts").selectOption("For 30 days");
    await page.getByRole("textbox", { name: "Label" }).last().fill("Month");
    await page.getByRole("button", { name: "Create link" }).click();
    const row = page.locator(".link", { hasText: "Month" });
    await row.getByText(/until/).waitFor();
    assert.equal(await row.getAttribute("data-expired"), "false");
    const list = await (await fetch(`${app.server.origin}/api/boards/${owner}/links`)).json();
    const { expires } = list.links.find(({ label }: { label?: string }) => label === "Month");
    const days = (expires - list.now) / 86_400_000;
    assert.ok(days > 29.9 && days <= 30, `it lasts for ${days} days`);
    await board.key("Escape");
    await share(page);
    await page.getByRole("radio", { name: /Month/ }).waitFor();
  },
);

appTest(
  "a guest whose link gets a passphrase is asked for it at once, and goes on with all they drew (fault T3)",
  async (app) => {
    const { links } = await app.server.createBoard();
    const owner = await app.open(links.owner);
    const guest = await app.open(links.editor);
    await guest.draw(line([200, 200], [300, 300]));
    await guest.untilSaved();
    await guest.press(line([400, 200], [500, 300]));
    await manage(owner.page);
    const row = owner.page.locator(".link", { hasText: "Can draw" });
    await owner.page.getByRole("button", { name: "Change Can draw" }).click();
    await row.getByLabel("Passphrase").fill("tea");
    await row.getByRole("button", { name: "Save" }).click();
    const { page } = guest;
    await page.getByRole("heading", { name: "Enter the passphrase" }).waitFor();
    await page.mouse.up();
    await page.getByLabel("Passphrase").fill("tea");
    await page.keyboard.press("Enter");
    await guest.untilSaved();
    assert.equal((await app.server.board(links.owner)).shapes.size, 2);
    assert.notEqual(slugOf(page.url()), links.editor);
    await page.reload();
    await guest.untilSaved();
    await guest.untilInk([450, 250]);
  },
);

appTest("a browser without storage says that its address is the owner link (fault T2)", async (app) => {
  const person = await app.person();
  await person.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  const page = await person.newPage();
  await page.goto(app.server.origin);
  await page.getByRole("button", { name: "New board" }).click();
  await page.locator(".problem-notice").getByText(/the address of this page is the owner link/).waitFor();
  assert.equal(await roleAt(app, page.url()), "owner");
  await share(page);
  await page.getByRole("button", { name: "Create a link for others" }).click();
  const offered = page.getByRole("dialog").getByLabel("Link", { exact: true });
  await offered.waitFor();
  assert.equal(await roleAt(app, await offered.inputValue()), "editor");
});
