import { readFile } from "node:fs/promises";
import type { BoardPage } from "./board_page.ts";

/** The file that the export dialog saves. The dialog asks for size and background only for a PNG. */
export async function exported(
  { page }: BoardPage,
  format: "PNG" | "SVG" | "PDF" | "Drawbridge",
  { size = "1×", isTransparent = false, withTalk = false }: {
    size?: "1×" | "2×" | "3×";
    isTransparent?: boolean;
    withTalk?: boolean;
  } = {},
): Promise<Buffer> {
  await page.keyboard.press("Control+Shift+E");
  await page.getByRole("radio", { name: format }).check();
  if (format === "PNG") {
    await page.getByRole("radio", { name: size }).check();
    await page.getByLabel("Transparent background").setChecked(isTransparent);
  }
  if (withTalk) await page.getByLabel("With talk").check();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  await page.getByRole("dialog").waitFor({ state: "detached" });
  return await readFile(await file.path());
}
