import assert from "node:assert/strict";
import { type App, appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { until } from "../../support/until.ts";

appTest("others see a stroke before the pen lifts, and after it", async (app) => {
  const { links, ada, bo } = await app.openForTwo();

  await ada.press(line([300, 300], [450, 300]));
  await until("the ink is with the other", () => bo.isPaintedOn("live", [350, 300], 6));
  assert.equal((await app.server.board(links.owner)).shapes.size, 0, "nothing of it is in the document");

  // From here on every frame of the other is looked at: the stroke may never be gone.
  await bo.page.evaluate(watchForGaps, { x: 350, y: 300 });
  await ada.page.mouse.up();
  await until(
    "the finished stroke has taken its place",
    async () => !await bo.isPaintedOn("live", [350, 300], 6) && await bo.inkAround([350, 300]) > 0,
  );
  assert.deepEqual(await bo.page.evaluate("gaps"), { frames: 0, seen: true });

  await bo.untilSame(await app.server.board(links.owner));
  await ada.untilSame(await app.server.board(links.owner));
});

appTest("before its code has loaded, a board takes ink and queues keys", async (app) => {
  const { links } = await app.server.createBoard();
  const person = await app.person();
  const board = new BoardPage(await person.newPage(), links.owner);
  const code = Promise.withResolvers<void>();
  let asked = 0;
  // What is loaded next is asked for with less haste than what the first frame needs.
  await board.page.route(`**${await nextOf(app, links.owner)}`, async (route) => {
    asked++;
    await code.promise;
    await route.continue();
  });
  await board.page.goto(app.server.boardUrl(links.owner));
  await board.page.waitForSelector("#canvas canvas#live", { state: "attached" });

  await board.draw(line([300, 300], [450, 300]));
  await board.untilInk([375, 300]);
  await board.key("r");
  await board.draw(line([300, 400], [450, 400]));
  await board.untilInk([375, 400]);
  assert.ok(asked > 0);
  assert.equal(await board.page.locator(".toolbar").count(), 0);

  code.resolve();
  await board.page.locator(".toolbar").waitFor();
  await board.draw(line([600, 300], [700, 400]));
  const kinds = (await board.shapes(3)).map((shape) => shape.kind).sort();
  assert.deepEqual(kinds, ["geo", "ink", "ink"]);
  await board.untilSaved();
  await board.untilSame(await app.server.board(links.owner));
});

/** The path of the largest file that a board loads after its first frame. */
async function nextOf(app: App, link: string): Promise<string> {
  const html = await (await fetch(app.server.boardUrl(link))).text();
  const paths = [...html.matchAll(/fetchpriority="low" href="([^"]+)"/g)].map((match) => match[1]);
  const sizes = await Promise.all(
    paths.map(async (path) => (await (await fetch(new URL(path, app.server.boardUrl(link)))).arrayBuffer()).byteLength),
  );
  return paths[sizes.indexOf(Math.max(...sizes))];
}

/** Runs in the page: counts the frames in which no canvas has ink at the place. */
function watchForGaps({ x, y }: { x: number; y: number }): void {
  const gaps = { frames: 0, seen: false };
  Object.assign(globalThis, { gaps });
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>("#canvas canvas")]
    .filter(({ id }) => id !== "marking");
  const look = () => {
    // Paper is light, ink is not; what is transparent is no ink.
    const hasInk = canvases.some((canvas) => {
      const { data } = canvas.getContext("2d")!.getImageData(x - 3, y - 3, 6, 6);
      for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 128 && data[i] < 128) return true;
    });
    if (!hasInk) gaps.frames++;
    gaps.seen ||= hasInk;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
