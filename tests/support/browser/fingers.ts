import type { Locator } from "playwright-core";
import type { BoardPage, Point } from "./board_page.ts";

/** Fingers on the screen; each list has the positions of one finger, starting where it touches. */
export async function touch(board: BoardPage, ...steps: readonly (readonly Point[])[]): Promise<void> {
  const devtools = await board.devtools();
  const points = (step: readonly Point[]) => step.map(([x, y], id) => ({ x, y, id }));
  const tell = (type: "touchStart" | "touchMove" | "touchEnd", step: readonly Point[]) =>
    devtools.send("Input.dispatchTouchEvent", { type, touchPoints: points(step) });
  // One after another, because no two fingers touch at exactly the same moment.
  for (let i = 1; i <= steps[0].length; i++) await tell("touchStart", steps[0].slice(0, i));
  for (const step of steps.slice(1)) await tell("touchMove", step);
  await tell("touchEnd", []);
}

/** A finger that stays on one spot until the expected element appears. */
export async function longPress(board: BoardPage, [x, y]: Point, asked: Locator): Promise<void> {
  const devtools = await board.devtools();
  await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await asked.waitFor();
  await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** Like `longPress`, with a pen. */
export async function longPenPress(board: BoardPage, [x, y]: Point, asked: Locator): Promise<void> {
  const devtools = await board.devtools();
  const at = { x, y, pointerType: "pen", button: "left", clickCount: 1 } as const;
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mousePressed", buttons: 1 });
  await asked.waitFor();
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" });
}

/** A pen with the given pressure, 0…1, at each point. */
export async function pen(board: BoardPage, samples: readonly { at: Point; force: number }[]): Promise<void> {
  const devtools = await board.devtools();
  const tell = (type: "mousePressed" | "mouseMoved" | "mouseReleased", { at: [x, y], force }: typeof samples[number]) =>
    devtools.send("Input.dispatchMouseEvent", {
      type,
      x,
      y,
      force,
      pointerType: "pen",
      button: "left",
      buttons: type === "mouseReleased" ? 0 : 1,
      clickCount: 1,
    });
  await tell("mousePressed", samples[0]);
  for (const sample of samples) await tell("mouseMoved", sample);
  await tell("mouseReleased", { ...samples.at(-1)!, force: 0 });
}

/** A click with a later timestamp, by this many ms, so that the browser does not see a double click. */
export async function clickLater(board: BoardPage, [x, y]: Point, ms = 1_000): Promise<void> {
  const devtools = await board.devtools();
  const timestamp = (Date.now() + ms) / 1_000;
  const at = { x, y, timestamp, button: "left", clickCount: 1 } as const;
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mousePressed" });
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" });
}
