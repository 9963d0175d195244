import assert from "node:assert/strict";
import { SHORTCUTS } from "../../../client/messages/en/shortcuts.ts";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { line } from "../../support/browser/board_page.ts";
import { arrowOf, geoOf } from "../../support/board/figures.ts";
import { Peer } from "../../support/peer/peer.ts";
import { until } from "../../support/until.ts";

const A = geoOf("A", { x: 100, y: 200, fill: "solid", order: "aA" });
const B = geoOf("B", { x: 600, y: 200, fill: "solid", order: "aB" });

appTest("ways to move around the board", async (app, t) => {
  const step = boardSteps(app, t);

  await step("the view fits everything or the selection", [A, { ...B, x: 8_000, y: 4_000 }], async (board) => {
    await board.key("Shift+1");
    await until("both are in view", async () => await board.percent() < 20);
    await board.key("v");
    await board.command("next shape");
    await board.key("Shift+2");
    await until("the first alone is", async () => await board.percent() === 100);
    await board.untilInk([640, 400]);
    await board.key("-");
    await board.key("Shift+0");
    await until("it is as large as it is", async () => await board.percent() === 100);
  });

  await step("the shortcut sheet and the palette list every command", [A], async (board) => {
    const { page } = board;
    await board.key("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    for (const label of ["Rectangle", "Group", "Find a command", "Copy as PNG"]) {
      await sheet.getByText(label, { exact: true }).waitFor();
    }
    const listed = await sheet.locator("dt").allTextContents();
    await board.key("Escape");
    await board.key("Control+k");
    const palette = page.getByRole("option");
    // The first frame has only the first ones.
    await page.locator(".palette .results:not(.is-begun)").waitFor();
    const options = await palette.allTextContents();
    // Four arrow keys have one line, and gestures are no commands.
    const others: readonly string[] = [SHORTCUTS.nudge, SHORTCUTS.nudgeFar, SHORTCUTS.move];
    const missing = listed.filter((label) =>
      !others.includes(label) && !options.some((option) => option.startsWith(label))
    );
    assert.deepEqual(missing, []);
  });

  await step("a screen reader announces the changes of others from time to time", [A], async (board) => {
    await board.page.clock.install();
    await board.page.reload();
    const said = board.page.locator(".others-did");
    await said.waitFor({ state: "attached" });
    await using peer = await Peer.join(app.server.socketUrl(board.slug));
    await until("the peer has the board", () => [...peer.board.readAll()].length === 1);
    peer.change((theirs) => theirs.add(geoOf("new", { x: 400, y: 400 })));
    await board.shapes(2);
    assert.equal(await said.textContent(), "");
    await board.page.clock.runFor(15_000);
    await until("it is said", async () => await said.textContent() === "Others: 1 shape added");
  });

  await step("there are no animations when reduced motion is on", [A], async (board) => {
    await board.page.emulateMedia({ reducedMotion: "reduce" });
    await board.key("?");
    await board.page.getByRole("dialog").waitFor();
    const longest = await board.page.evaluate(() =>
      Math.max(0, ...document.getAnimations().map((each) => Number(each.effect?.getComputedTiming().duration ?? 0)))
    );
    assert.equal(longest, 0);
  });

  await step("every button shows the focus when Tab reaches it", [A], async (board) => {
    const { page } = board;
    await page.locator(".share-button").focus();
    for (let i = 0; i < 12; i++) {
      await board.key("Tab");
      const { name, isSeen } = await page.evaluate(() => {
        const focused = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(focused);
        return {
          name: focused.getAttribute("aria-label") ?? focused.outerHTML.slice(0, 60),
          isSeen: focused === document.body || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1),
        };
      });
      assert.ok(isSeen, `nothing shows that ${name} has the focus`);
    }
  });

  await step(
    "the shape that an arrow will connect to is marked before the button is released",
    [A, B],
    async (board) => {
      await board.key("a");
      await board.press(line([150, 150], [560, 240]));
      // Far from the arrow's tip: the form's other edge.
      const far = { x: 690, y: 190, width: 20, height: 120 };
      const free = await board.page.screenshot({ clip: far });
      await board.page.mouse.move(606, 246);
      await until("the form is marked", async () => !free.equals(await board.page.screenshot({ clip: far })));
      await board.page.mouse.up();
      const arrow = (await board.shapes(3)).find(({ kind }) => kind === "arrow");
      assert.ok(arrow?.kind === "arrow" && arrow.end.to === "B");
    },
  );

  await step("a label stays on its arrow when a connected shape moves", [
    A,
    B,
    arrowOf("arrow", {
      order: "aC",
      start: { x: 200, y: 250, to: "A", u: 1, v: 0.5 },
      end: { x: 600, y: 250, to: "B", u: 0, v: 0.5 },
      text: "leads to",
    }),
  ], async (board) => {
    const isWritten = (x: number, y: number) => async () => {
      // Letters are more than the line alone.
      return await board.inkAround([x, y], 20) > await board.inkAround([x - 120, y], 20);
    };
    await until("it is in the middle", isWritten(400, 250));
    await board.key("v");
    await board.page.mouse.click(650, 250);
    for (let i = 0; i < 5; i++) await board.key("Shift+ArrowRight");
    await board.page.mouse.click(900, 600);
    await until("it still is", isWritten(425, 250));
  });
});
