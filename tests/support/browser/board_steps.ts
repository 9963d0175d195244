import type { BrowserContextOptions } from "playwright-core";
import type { Shape } from "../../../board/shape.ts";
import type { App } from "./app_case.ts";
import type { BoardPage } from "./board_page.ts";

/** A step with these shapes on its board. `options` are the options of its browser. */
export type BoardStep = (
  name: string,
  shapes: readonly Shape[],
  test: (board: BoardPage) => Promise<void>,
  options?: BrowserContextOptions,
) => Promise<boolean>;

/**
 * Steps of one test that have a separate board and browser each. The browser is closed after its step, even if the step
 * failed.
 *
 * @param begin runs on every board before its step
 */
export function boardSteps(
  app: App,
  t: Deno.TestContext,
  begin: (board: BoardPage) => Promise<void> = () => Promise.resolve(),
): BoardStep {
  return (name, shapes, test, options) =>
    t.step(name, async () => {
      const board = await app.openWith(shapes, options);
      try {
        await begin(board);
        await test(board);
      } finally {
        await board.page.context().close();
      }
    });
}
