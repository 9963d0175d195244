import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { line } from "../../support/browser/board_page.ts";
import { shiftsOf, watchShifts } from "../../support/browser/layout_shifts.ts";
import { geoOf } from "../../support/board/figures.ts";
import { Peer } from "../../support/peer/peer.ts";
import { until } from "../../support/until.ts";

/** Values of the choice, and what the panel calls them. */
const TRANSPORTS = [
  ["simple polling", "Simple polling"],
  ["long polling", "Long polling"],
  ["websocket", "WebSocket"],
];

appTest("the Connection panel", async (app, t) => {
  const { ada, bo, links } = await app.openForTwo();
  const { page } = ada;
  const panel = page.getByRole("region", { name: "Connection" });
  const messages = panel.locator(".frames");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  let y = 150;
  const both = async () => {
    await ada.draw(line([100, y], [250, y]));
    await bo.draw(line([350, y], [500, y]));
    y += 60;
  };

  await t.step("the status line opens it; two people draw while one switches among three transports", async () => {
    await page.getByRole("button", { name: "Saved" }).click();
    await panel.getByText("Connected by WebSocket").waitFor();
    await both();
    for (const [choice, name] of TRANSPORTS) {
      await Promise.all([
        panel.getByRole("combobox", { name: "Connect by" }).selectOption(choice),
        bo.draw(line([550, y], [650, y])),
      ]);
      await both();
      // A screen reader says it.
      await panel.locator("[aria-live]").getByText(`Connected by ${name}`).waitFor();
      await both();
    }
    await ada.untilSaved();
    await bo.untilSaved();
    await until("all is on the server", async () => (await app.server.board(links.owner)).shapes.size === 17);
    const board = await app.server.board(links.owner);
    for (const each of [ada, bo]) await each.untilSame(board);
    await panel.getByText("History").click();
    await panel.getByText("Opened by Simple polling").first().waitFor();
    await panel.getByText("Opened by Long polling").first().waitFor();
    await panel.getByText("Closed by this page").first().waitFor();
  });

  await t.step("it lists the messages, measures round trips, and says what waits", async () => {
    await ada.draw(line([100, 620], [250, 620]));
    await messages.getByText("This page drew a line").first().waitFor();
    await messages.getByText("1 change saved").first().waitFor();
    await panel.getByText(/[\d,]+ ms, slowest [\d,]+ ms/).waitFor();
    await panel.getByText("Nothing waits").waitFor();
    const row = messages.getByRole("row").filter({ hasText: "This page drew a line" }).first();
    assert.match(
      (await row.getByRole("cell").allInnerTexts()).join(" "),
      /^[\d:.]+ ↑\s*Sent Change \d+ This page drew a line$/,
    );
  });

  await t.step("filter, pause and copy", async () => {
    await panel.getByRole("searchbox", { name: "Filter" }).fill("drew");
    await until(
      "all lines match",
      async () => (await messages.locator("td.frame-summary").allInnerTexts()).every((text) => /drew/.test(text)),
    );
    await panel.getByRole("combobox", { name: "Direction" }).selectOption("received");
    await messages.getByText("This page drew a line").first().waitFor({ state: "detached" });
    await panel.getByRole("button", { name: "Pause" }).click();
    const before = await messages.locator("tr.frame").count();
    await bo.draw(line([350, 620], [500, 620]));
    await ada.untilInk([425, 620]);
    assert.equal(await messages.locator("tr.frame").count(), before, "the list stands still");
    await panel.getByRole("button", { name: "Resume" }).click();
    await until("the list goes on", async () => await messages.locator("tr.frame").count() > before);
    await panel.getByRole("searchbox", { name: "Filter" }).fill("");
    await panel.getByRole("combobox", { name: "Direction" }).selectOption("all");
    await panel.getByRole("button", { name: "Copy" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /\tSent\tChange\t\d+ bytes\tThis page drew a line$/m);
    const shown = await panel.innerHTML();
    for (const secret of Object.values(links)) assert.ok(!(copied + shown).includes(secret), "links are hidden");
  });

  await t.step("a closed panel measures and records nothing", async () => {
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.evaluate(() => {
      const { setInterval: set, clearInterval: clear } = globalThis;
      const running = new Set<unknown>();
      const count = () => void (document.body.dataset.intervals = String(running.size));
      Object.assign(globalThis, {
        setInterval: (...given: Parameters<typeof set>) => {
          const id = set(...given);
          running.add(id);
          count();
          return id;
        },
        clearInterval: (id: Parameters<typeof clear>[0]) => {
          clear(id);
          running.delete(id);
          count();
        },
      });
    });
    const intervals = () => page.evaluate(() => document.body.dataset.intervals);
    await both();
    await ada.untilSaved();
    await ada.command("Connection");
    await panel.getByText("Connected by WebSocket").waitFor();
    assert.equal(await messages.getByText("drew a line").count(), 0, "nothing was recorded meanwhile");
    assert.equal(await intervals(), "2", "it looks and measures");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await until("both have ended", async () => await intervals() === "0");
  });
});

appTest("new messages slide in above the others, without a layout shift", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person({ reducedMotion: "no-preference" });
  await watchShifts(person);
  const { page } = await app.open(links.owner, person);
  await using peer = await Peer.join(app.server.socketUrl(links.editor));
  await page.getByRole("button", { name: "Saved" }).click();
  const received = page.locator(".frame.is-received");
  await received.first().waitFor();
  const draw = async (id: string) => {
    const count = await received.count();
    peer.change((board) => board.add(geoOf(id, { x: 300, y: 300 })));
    await until(`the message of ${id} is listed`, async () => await received.count() > count);
  };
  await draw("a");
  const before = await shiftsOf(page);
  for (const id of ["b", "c", "d", "e"]) await draw(id);
  assert.deepEqual(await shiftsOf(page), before);
});
