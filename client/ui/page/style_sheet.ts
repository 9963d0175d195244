/**
 * Applies a style sheet that the page names without applying it, so that it does not delay what comes before. Does
 * nothing when it is applied. May be repeated after a failure.
 *
 * @param link selector of the element that names the sheet
 */
export async function applySheet(link: string): Promise<void> {
  const named = document.querySelector<HTMLLinkElement>(link);
  if (named === null) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = named.href;
  named.after(sheet);
  await new Promise<unknown>((resolve, reject) => {
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", () => {
      sheet.remove();
      reject(new Error(`Cannot show a part of the page as its style did not load: ${sheet.href}`));
    });
  });
  named.remove();
}
