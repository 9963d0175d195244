import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { boardSteps } from "../../support/browser/board_steps.ts";
import { line, type Point } from "../../support/browser/board_page.ts";
import { arrowOf, geoOf } from "../../support/board/figures.ts";
import { inkOf } from "../../support/board/shapes.ts";
import { longPress, touch } from "../../support/browser/fingers.ts";
import { PHONE } from "../../support/browser/screens.ts";
import { until } from "../../support/until.ts";

const BOX = geoOf("box", { x: 100, y: 100, w: 200, h: 120, text: "Harbour", fill: "semi" });
const STAR = geoOf("star", {
  order: "a1",
  form: "star",
  fill: "solid",
  x: 500,
  y: 110,
  w: 160,
  h: 160,
  color: "red",
  text: "Lighthouse",
});

appTest("the interface around the drawing", async (app, t) => {
  const step = boardSteps(app, t);

  await step("a style change applies to the selection in one step and to the next shape", [BOX], async (board) => {
    const { page } = board;
    await board.key("v");
    await page.mouse.click(200, 160);
    await page.getByRole("radiogroup", { name: "Colour", exact: true }).getByLabel("Violet").check();
    await page.getByRole("radio", { name: "Hatched", exact: true }).check();
    await until("the box is hatched", async () => (await board.shape("box") as typeof BOX).fill === "hatch");
    await board.key("Control+z");
    await until("the fill alone is taken back", async () => (await board.shape("box") as typeof BOX).fill === "semi");
    assert.equal((await board.shape("box") as typeof BOX).color, "violet");
    await board.key("o");
    await board.draw(line([400, 400], [500, 500]));
    const made = (await board.shapes(2)).find(({ id }) => id !== "box") as typeof BOX;
    assert.deepEqual([made.color, made.fill], ["violet", "hatch"]);
  });

  await step(
    "shapes that differ are shown as mixed, and agree once something is chosen",
    [BOX, STAR],
    async (board) => {
      const { page } = board;
      await board.key("Control+a");
      await page.getByRole("radiogroup", { name: "Colour, mixed", exact: true }).getByLabel("Green").check();
      await page.getByRole("radiogroup", { name: "Colour", exact: true }).waitFor();
      await board.untilShapes("both are green", (shapes) => {
        return shapes.map((shape) => "color" in shape && shape.color).join() === "green,green";
      });
    },
  );

  await step("the form of closed shapes changes by mouse and by keys, one step each", [BOX, STAR], async (board) => {
    const { page } = board;
    const untilForms = (wanted: string) =>
      board.untilShapes(`they are ${wanted}`, (shapes) => {
        return shapes.map((shape) => "form" in shape && shape.form).join() === wanted;
      });
    await board.key("Control+a");
    await page.getByRole("radiogroup", { name: "Shape, mixed" }).getByLabel("Cloud").check();
    await untilForms("cloud,cloud");
    await page.getByRole("radio", { name: "Cloud" }).press("ArrowLeft");
    await untilForms("star,star");
    await board.key("Control+z");
    await untilForms("cloud,cloud");
    await board.key("Control+z");
    await untilForms("rectangle,star");
    assert.equal((await board.shape("box") as typeof BOX).text, "Harbour");
  });

  await step("position, size and angle can be typed", [BOX], async (board) => {
    const { page } = board;
    await board.key("Control+a");
    await page.locator(".exact summary").click();
    const typed = { "From the left": "12.5", "Height": "33", "Angle, degrees": "90", "Corner radius": "7" };
    for (const [label, value] of Object.entries(typed)) {
      await page.getByLabel(label).fill(value);
      await page.keyboard.press("Enter");
    }
    await until("it is there", async () => {
      const { x, h, angle, corner } = await board.shape("box") as typeof BOX;
      return x === 12.5 && h === 33 && angle === Math.PI / 2 && corner === 7;
    });
  });

  await step("only web and mail addresses become links", [BOX], async (board) => {
    const { page } = board;
    await board.key("Control+a");
    await page.locator(".exact summary").click();
    const link = page.getByRole("textbox", { name: "Link" });
    await link.fill("javascript:alert(1)");
    await page.keyboard.press("Enter");
    await page.getByText("A link begins with").waitFor();
    await link.fill("example.org/a");
    await page.keyboard.press("Enter");
    await until("it is linked", async () => (await board.shape("box")).link === "https://example.org/a");
  });

  await step("the palette finds a command by its words and runs it", [BOX], async (board) => {
    await board.key("Control+k");
    await board.page.getByRole("combobox").fill("sel all");
    await board.page.keyboard.press("Enter");
    await board.page.locator(".selection-bar").waitFor();
  });

  await step("the menu of a shape offers Delete, the menu of the board does not", [BOX], async (board) => {
    const { page } = board;
    await page.mouse.click(700, 500, { button: "right" });
    await page.getByRole("menuitem", { name: /^Grid/ }).waitFor();
    assert.equal(await page.getByRole("menuitem", { name: /^Delete/ }).count(), 0);
    await page.keyboard.press("Escape");
    await page.mouse.click(200, 160, { button: "right" });
    await page.getByRole("menuitem", { name: /^Delete/ }).click();
    await board.shapes(0);
  });

  await step("the menu copies, pastes and cuts like the keys", [BOX], async (board) => {
    const { page } = board;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const choose = async (at: Point, item: RegExp) => {
      await page.mouse.click(...at, { button: "right" });
      await page.getByRole("menuitem", { name: item }).click();
    };
    await board.key("Control+0");
    await board.key("Shift+1");
    await choose([640, 400], /^Copy(?! )|^Copy Ctrl C/);
    await choose([40, 600], /^Paste/);
    const [, copy] = await board.shapes(2);
    assert.equal((copy as typeof BOX).text, BOX.text);
    await board.untilInk([40, 600]);
    await board.key("Control+k");
    await page.keyboard.type("cut");
    await board.key("Enter");
    await board.shapes(1);
    await page.context().clearPermissions();
    await choose([40, 600], /^Paste/);
    await page.locator(".problem-notice").getByText("paste by key instead").waitFor();
  });

  await step("the quick bar for fingers has the most frequent actions on the selection", [BOX], async (board) => {
    const { page } = board;
    await page.locator(".tool-menu").waitFor();
    await board.click("Select");
    await page.touchscreen.tap(200, 160);
    await page.locator(".quick-bar").getByRole("button", { name: "Duplicate" }).tap();
    await board.shapes(2);
    await page.getByRole("button", { name: /^Style/ }).tap();
    await page.locator(".style-panel .part").first().waitFor();
    await page.getByRole("button", { name: "More" }).tap();
    await page.locator(".style-panel").waitFor({ state: "hidden" });
    await page.touchscreen.tap(20, 700);
    await page.locator(".more-panel").waitFor({ state: "hidden" });
    await page.touchscreen.tap(200, 160);
    await page.locator(".quick-bar").getByRole("button", { name: "Delete" }).tap();
    await board.shapes(1);
  }, PHONE);

  await step("drawing with a finger closes the tool menu", [], async (board) => {
    const { page } = board;
    await page.locator(".tool-menu").tap();
    await page.locator(".tool-panel").waitFor();
    await touch(board, ...line([60, 200], [200, 320]).map((point) => [point]));
    await board.shapes(1);
    await page.locator(".tool-panel").waitFor({ state: "hidden" });
  }, PHONE);

  await step("a long press with a finger opens the menu", [BOX], async (board) => {
    await board.page.locator(".tool-menu").waitFor();
    await board.click("Select");
    const duplicate = board.page.getByRole("menuitem", { name: /^Duplicate/ });
    await longPress(board, [200, 160], duplicate);
    await duplicate.click();
    await board.shapes(2);
  }, PHONE);

  await step(
    "text is found and shown, and Enter goes to the next result",
    [BOX, { ...STAR, x: 5_000 }],
    async (board) => {
      const { page } = board;
      await board.key("Control+0");
      await board.key("Control+f");
      await page.getByRole("textbox", { name: "Find text" }).fill("h");
      await page.getByText("2 found").waitFor();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      await page.getByText("2 of 2").waitFor();
      await board.untilInk([640, 400]);
      await page.keyboard.press("Escape");
      await page.locator(".find").waitFor({ state: "detached" });
    },
  );

  await step("a button leads back to the drawing", [BOX], async (board) => {
    const { page } = board;
    await page.mouse.move(640, 400);
    for (let i = 0; i < 4; i++) await page.mouse.wheel(2_000, 2_000);
    await page.getByRole("button", { name: "Back to content" }).click();
    await page.getByRole("button", { name: "Back to content" }).waitFor({ state: "detached" });
    await board.untilInk([640, 400]);
  });

  const mapped = [BOX, { ...STAR, x: 4_070, y: 3_030 }, { ...BOX, id: "far", x: 8_000, y: 6_000 }];
  await step("a click on the map moves the view there", mapped, async (board) => {
    const { page } = board;
    await board.command("map");
    await board.key("Control+0");
    await until("it is near", async () => await board.percent() === 100);
    await page.mouse.move(640, 400);
    await page.mouse.wheel(2_000, 1_000);
    await until("the star is out of sight", async () => await board.inkAround([640, 400], 300) === 0);
    // In the middle, whatever of the board the map has learned of.
    await page.getByRole("application", { name: /The whole board/ }).click({ position: { x: 100, y: 70 } });
    await board.untilInk([640, 400]);
  });

  await step("the grid is shown below the shapes, and the setting is stored", [BOX], async (board) => {
    // Its points are 20 units apart; 120, 120 is inside the box, which lets nothing be seen through it.
    const dots = async () => await board.inkAround([400, 400], 3) > 0;
    const inBox = () => board.colorsAround([120, 120], 3);
    assert.equal(await dots(), false);
    await board.key("Control+'");
    await until("there is a grid", dots);
    assert.equal(await inBox(), 1, "of one colour");
    await board.page.reload();
    await until("there still is", dots);
    await board.page.mouse.move(640, 400);
    await board.page.mouse.wheel(0, 7);
    await until("it moves with the board", async () => await board.inkAround([400, 393], 3) > 0);
    assert.equal(await board.inkAround([400, 403], 3), 0);
    await board.key("Control+'");
    await until("there is none any more", async () => await board.inkAround([400, 393], 3) === 0);
  });

  await step("zen mode shows only the drawing and a way out", [BOX], async (board) => {
    await board.key("Alt+z");
    await board.page.locator(".toolbar").waitFor({ state: "hidden" });
    await board.click("Show interface");
    await board.page.locator(".toolbar").waitFor();
  });

  await step("an address leads to a position or a shape", [BOX, { ...STAR, x: 9_000, y: 7_000 }], async (board) => {
    await board.page.goto(`${app.server.boardUrl(board.slug)}#shape=star`);
    await board.page.reload();
    await board.untilInk([640, 400]);
    await board.page.goto(`${app.server.boardUrl(board.slug)}#200,160,2`);
    await until("it is near", async () => await board.percent() === 200);
    await board.untilInk([640, 400]);
  });

  await step(
    "everything can be drawn, found and changed with keys alone",
    [arrowOf("far", { x: 50, y: 600 })],
    async (board) => {
      const { page } = board;
      const focus = () => page.locator("#canvas").focus();
      await focus();
      await board.key("r");
      await board.key("Enter");
      const [made] = (await board.shapes(2)).filter(({ id }) => id !== "far");
      await board.key("Shift+ArrowRight");
      await until("it moved", async () => (await board.shape(made.id)).x === made.x + 10);
      await board.key("Escape");
      await board.key("Tab");
      await page.locator(".said", { hasText: "1 of 2" }).waitFor();
      await board.key("Tab");
      await page.locator(".said", { hasText: "2 of 2" }).waitFor();
      await board.key("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.id === "canvas"), false, "nobody is caught");
      await focus();
      await board.key("Delete");
      await board.shapes(1);
    },
  );

  await step("the outline lists the shapes in reading order", [
    STAR,
    BOX,
    inkOf("one", { order: "a2", x: 100, y: 400 }),
    inkOf("two", { order: "a3", x: 200, y: 400 }),
  ], async (board) => {
    const items = board.page.locator(".outline li");
    await items.nth(2).waitFor({ state: "attached" });
    assert.deepEqual(await items.allTextContents(), [
      "Rectangle, blue, “Harbour”",
      "Star, red, “Lighthouse”",
      "2 strokes",
    ]);
  });
});
