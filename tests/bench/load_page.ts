/**
 * How long a cold visitor waits for a board, with nothing cached: a board of 1,000 strokes on a processor that is four
 * times slower, or the largest board on this processor.
 *
 *     deno task bench:load
 *     deno task bench:load largest
 *
 * *Usable* is the first frame with the tools, when the pen is on the canvas (each visit then draws, to be sure);
 * *shown* is the first frame with the board's ink. The largest board is *shown*, and with that open, when ink is visible
 * in every part of it, and the page then pans. It shows the topmost strokes first, which cover most of the others,
 * and paints the rest in the free time of each frame. Milliseconds since the navigation began.
 */
import { encodeInk } from "../../board/ink.ts";
import { COLORS } from "../../board/palette.ts";
import type { InkShape } from "../../board/shape.ts";
import { cut } from "../../server/document/board_encoding.ts";
import { largestBoard } from "../support/board/largest_board.ts";
import { App } from "../support/browser/app_case.ts";
import { median } from "../support/project/architecture.ts";
import { BoardPage, line } from "../support/browser/board_page.ts";
import { handwriting } from "../support/board/handwriting.ts";
import { Peer } from "../support/peer/peer.ts";
import { type Random, seeded } from "../support/random.ts";
import { inkOf } from "../support/board/shapes.ts";

const VISITS = 5;
const STROKES = 1_000;
const isLargest = Deno.args.includes("largest");
const SLOWER = isLargest ? 1 : 4;
/** Where ink must be visible, CSS pixels: for the largest board, in every part of the fitted board. */
const PLACES = isLargest
  ? [360, 490, 620, 750, 860].flatMap((x) => [110, 280, 450, 620].map((y) => [x, y] as const))
  : [[500, 400] as const];

interface Times {
  usable: number;
  shown: number;
}

await using app = await App.start();
const { links } = await app.server.createBoard();
await fill(app.server.socketUrl(links.owner));
const times: Times[] = [];
for (let i = 0; i < VISITS; i++) times.push(await visit());
const show = (of: keyof Times) => {
  const all = times.map((each) => Math.round(each[of]));
  return `${of} ${median(all)} (${all.join(", ")})`;
};
console.log(
  `load page, cold, CPU / ${SLOWER}, ${isLargest ? "largest board" : `${STROKES} strokes`}, ms: ${show("usable")}; ${
    show("shown")
  }`,
);

async function fill(url: string): Promise<void> {
  const random = seeded(1);
  await using peer = await Peer.join(url);
  if (isLargest) {
    for (const part of cut(largestBoard())) {
      peer.sendUpdate(part);
      await peer.untilSaved();
    }
    return;
  }
  peer.change((board) => {
    for (let i = 0; i < STROKES; i++) board.add(word(`many.${i}`, random));
  });
  await peer.untilSaved();
}

/** Written by hand, anywhere in sight. */
function word(id: string, random: Random): InkShape {
  const x = Math.round(random.float() * 1_150), y = Math.round(random.float() * 740);
  return { ...inkOf(id, { x, y, w: 130, h: 40, color: random.pick(COLORS) }), ink: encodeInk(handwriting(random)) };
}

async function visit(): Promise<Times> {
  const person = await app.person();
  const page = await person.newPage();
  const board = new BoardPage(page, links.editor);
  const devtools = await board.devtools();
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watchLoad, PLACES);
  await page.goto(app.server.boardUrl(links.editor));
  const waited = await page.waitForFunction(() => {
    const { times } = globalThis as unknown as { times: Times };
    return times.usable && times.shown ? times : undefined;
  });
  const times = await waited.jsonValue() as Times;
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  // The largest board takes no more strokes.
  if (isLargest) await pan(board);
  else await drawAndUndo(board);
  await person.close();
  return times;
}

async function drawAndUndo(board: BoardPage): Promise<void> {
  await board.draw(line([1150, 300], [1200, 300]));
  await board.untilInk([1175, 300]);
  await board.key("Control+z");
  await board.untilSaved();
}

/** Waits until the board has moved by a turn of the wheel. */
async function pan({ page }: BoardPage): Promise<void> {
  const before = await page.evaluate(picture);
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, 100);
  await page.waitForFunction(({ before, picture }) => new Function(`return (${picture})()`)() !== before, {
    before,
    picture: picture.toString(),
  });
}

/** Runs in the page. */
function picture(): string {
  const canvas = document.querySelector<HTMLCanvasElement>("canvas#board")!;
  return canvas.getContext("2d")!.getImageData(500, 400, 60, 60).data.join();
}

/** Runs in the page before anything else. @param places where ink must be visible, CSS pixels */
function watchLoad(places: readonly (readonly [x: number, y: number])[]): void {
  const times: Times = { usable: 0, shown: 0 };
  Object.assign(globalThis, { times });
  const hasInk = (canvas: HTMLCanvasElement) =>
    places.every(([x, y]) => {
      const { data } = canvas.getContext("2d")!.getImageData(x, y, 60, 60);
      return data.some((value, i) => i % 4 === 0 && data[i + 3] > 0 && value !== data[0]);
    });
  const look = () => {
    // A frame that was asked for now is on the screen when the next one is asked for.
    requestAnimationFrame(() => {
      const now = performance.now();
      const canvas = document.querySelector<HTMLCanvasElement>("canvas#board");
      if (document.querySelector(".toolbar")) times.usable ||= now;
      if (canvas && canvas.width > 1_000 && hasInk(canvas)) times.shown ||= now;
      if (!times.usable || !times.shown) look();
    });
  };
  look();
}
