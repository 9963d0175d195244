import type { App } from "./app_case.ts";
import { line } from "./board_page.ts";

/** Opens a board, stops the server, draws a stroke, and closes the page. */
export async function drawOfflineAndLeave(
  app: App,
  slug: string,
  person: Awaited<ReturnType<App["person"]>>,
): Promise<void> {
  const first = await app.open(slug, person);
  await app.server.stop();
  await first.untilStatus(/^Offline/);
  await first.draw(line([200, 200], [400, 200]));
  // At once: the stroke must be on its way to the disk by now.
  await first.page.close({ runBeforeUnload: true });
  if (!first.page.isClosed()) await first.page.waitForEvent("close");
}
