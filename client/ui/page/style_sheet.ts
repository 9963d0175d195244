/** The sheets that are loading, by the element that names them. */
const loading = new WeakMap<HTMLLinkElement, Promise<void>>();

/**
 * Applies a style sheet that the page names without applying it, so that it does not delay what comes before. Does
 * nothing when it is applied. May be repeated after a failure.
 *
 * @param link selector of the element that names the sheet
 */
export function applySheet(link: string): Promise<void> {
  const named = document.querySelector<HTMLLinkElement>(link);
  if (named === null) return Promise.resolve();
  // Parts that are opened at the same time share one sheet.
  const before = loading.get(named);
  if (before) return before;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = named.href;
  const loaded = new Promise<void>((resolve, reject) => {
    sheet.addEventListener("load", () => {
      named.remove();
      resolve();
    });
    sheet.addEventListener("error", () => {
      sheet.remove();
      loading.delete(named);
      reject(new Error(`Cannot show a part of the page as its style did not load: ${sheet.href}`));
    });
  });
  loading.set(named, loaded);
  named.after(sheet);
  return loaded;
}
