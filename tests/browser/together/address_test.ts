import assert from "node:assert/strict";
import { appTest } from "../../support/browser/app_case.ts";
import { BoardPage, line } from "../../support/browser/board_page.ts";
import { geoOf } from "../../support/board/figures.ts";
import { until } from "../../support/until.ts";

const HERE = geoOf("here", { x: 100, y: 100, fill: "solid" });
const FAR = geoOf("far", { x: 9_000, y: 9_000, fill: "solid", order: "a5" });

appTest("a link to a shape leads there although the local copy does not contain it yet (fault C5)", async (app) => {
  const { links } = await app.server.createBoard();
  await app.put(links.owner, [HERE]);
  const person = await app.person();
  const before = await app.open(links.editor, person);
  await before.shapes(1);
  await before.page.close();
  await app.put(links.owner, [FAR]);

  // The copy on the device is there long before the answer of the server.
  const page = await person.newPage();
  const answer = Promise.withResolvers<void>();
  await page.route("**/state", async (route) => {
    await answer.promise;
    await route.continue();
  });
  await page.goto(`${app.server.boardUrl(links.editor)}#shape=far`);
  const board = new BoardPage(page, links.editor);
  await until("what is on the device is shown", async () => await board.inkAround([640, 400], 300) > 0);
  answer.resolve();
  await until("the shape is in the middle", async () => await board.inkAround([640, 400]) > 0);
  await until("it is selected", () => board.isPaintedOn("selection", [640, 360], 40));
});

appTest("the target of an address does not move the view during a stroke (fault C5)", async (app) => {
  const { links } = await app.server.createBoard();
  await app.put(links.owner, [FAR]);
  const page = await (await app.person()).newPage();
  const answer = Promise.withResolvers<void>();
  await page.route("**/state", async (route) => {
    await answer.promise;
    await route.continue();
  });
  await page.routeWebSocket(/\/ws\//, async (socket) => {
    await answer.promise;
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => socket.send(message));
  });
  await page.goto(`${app.server.boardUrl(links.editor)}#shape=far`);
  const board = new BoardPage(page, links.editor);
  await page.getByRole("button", { name: "Share", exact: true }).waitFor();
  await board.press(line([300, 300], [400, 300]));
  answer.resolve();
  await board.untilStatus(/^Sav/);
  await page.mouse.move(500, 300);
  await page.mouse.up();
  await board.shapes(2);
  await board.untilInk([350, 300]);
  assert.ok(await board.inkAround([450, 300]) > 0, "the stroke goes on where the hand is");
});

appTest("a position in an address needs no content of the board", async (app) => {
  const { links } = await app.server.createBoard();
  await app.put(links.owner, [HERE, FAR]);
  const page = await (await app.person()).newPage();
  await page.goto(`${app.server.boardUrl(links.editor)}#9050,9050,1`);
  const board = new BoardPage(page, links.editor);
  await board.untilInk([640, 400]);
  assert.equal(await board.percent(), 100);
});

appTest("content that the graphics processor lost is painted again (fault C10)", async (app) => {
  const { links } = await app.server.createBoard();
  await app.put(links.owner, [HERE]);
  const person = await app.person();
  await person.addInitScript(keepContexts);
  const board = await app.open(links.owner, person);
  await board.untilInk([150, 150]);
  await board.page.evaluate("loseContexts()");
  assert.ok(await board.inkAround([700, 600]) > 0, "the canvas is black");
  await board.page.evaluate("restoreContexts()");
  await until("there is paper", async () => await board.inkAround([700, 600]) === 0);
  await board.untilInk([150, 150]);
});

appTest("a layer above the board is painted again too, also if it is restored last (fault C10)", async (app) => {
  const { links } = await app.server.createBoard();
  await app.put(links.owner, [HERE]);
  const board = await app.open(links.owner);
  await board.untilInk([150, 150]);
  await board.key("v");
  await board.key("Control+a");
  const marked = () => board.page.evaluate(paintedPixels, "#selection canvas:not([hidden])");
  await until("the selection is shown", async () => await marked() > 0);
  // Nothing else asks for a frame meanwhile.
  await until("the page is at rest", async () => {
    await board.page.evaluate("document.querySelector('#selection canvas:not([hidden])').getContext('2d').reset()");
    return await marked() === 0;
  });
  await board.page.evaluate(
    "document.querySelector('#selection canvas:not([hidden])').dispatchEvent(new Event('contextrestored'))",
  );
  await until("the selection is shown again", async () => await marked() > 0);
});

/** Runs in the page. @returns the number of pixels of a canvas that are not transparent */
function paintedPixels(selector: string): number {
  const canvas = document.querySelector<HTMLCanvasElement>(selector);
  if (canvas === null || canvas.width === 0) return 0;
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) painted++;
  return painted;
}

/** Runs in the page: lets the test do to all canvases what the loss of the graphics processor does. */
function keepContexts(): void {
  const contexts = new Set<OffscreenCanvasRenderingContext2D>();
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
    const context = getContext.apply(this, args as never) as OffscreenCanvasRenderingContext2D;
    contexts.add(context);
    return context;
  } as never;
  const tell = (type: string) => {
    for (const canvas of document.querySelectorAll("#canvas canvas")) canvas.dispatchEvent(new Event(type));
  };
  Object.assign(globalThis, {
    loseContexts: () => {
      for (const context of contexts) context.reset();
      document.querySelector<HTMLCanvasElement>("canvas#board")!.getContext("2d")!.reset();
      tell("contextlost");
    },
    restoreContexts: () => tell("contextrestored"),
  });
}
