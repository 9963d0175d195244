import type { Locator } from "playwright-core";
import type { BoardPage, Point } from "./board_page.ts";

/** Fingers on the glass; each list is where they are, one after another. The first one is where they touch. */
export async function touch(board: BoardPage, ...steps: readonly (readonly Point[])[]): Promise<void> {
  const devtools = await board.devtools();
  const points = (step: readonly Point[]) => step.map(([x, y], id) => ({ x, y, id }));
  const tell = (type: "touchStart" | "touchMove" | "touchEnd", step: readonly Point[]) =>
    devtools.send("Input.dispatchTouchEvent", { type, touchPoints: points(step) });
  // One after another, as no two fingers ever touch in the same moment.
  for (let i = 1; i <= steps[0].length; i++) await tell("touchStart", steps[0].slice(0, i));
  for (const step of steps.slice(1)) await tell("touchMove", step);
  await tell("touchEnd", []);
}

/** A finger that lies on one spot until what it asks for is seen. */
export async function longPress(board: BoardPage, [x, y]: Point, asked: Locator): Promise<void> {
  const devtools = await board.devtools();
  await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await asked.waitFor();
  await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** As `longPress`, with a pen. */
export async function longPenPress(board: BoardPage, [x, y]: Point, asked: Locator): Promise<void> {
  const devtools = await board.devtools();
  const at = { x, y, pointerType: "pen", button: "left", clickCount: 1 } as const;
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mousePressed", buttons: 1 });
  await asked.waitFor();
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" });
}

/** A pen that is pressed as hard as said, 0…1, at each point. */
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

/** A click that the browser takes to be made so much later, ms: not the second half of a double one. */
export async function clickLater(board: BoardPage, [x, y]: Point, ms = 1_000): Promise<void> {
  const devtools = await board.devtools();
  const timestamp = (Date.now() + ms) / 1_000;
  const at = { x, y, timestamp, button: "left", clickCount: 1 } as const;
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mousePressed" });
  await devtools.send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" });
}
