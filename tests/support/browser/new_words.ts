import type { Locator } from "playwright-core";

/** Watches a live region. @returns what was put into it since: a screen reader speaks that */
export async function newWords(region: Locator): Promise<() => Promise<readonly string[]>> {
  const seen = await region.evaluateHandle((element) => {
    const words: string[] = [];
    new MutationObserver((records) => {
      const isNew = records.some(({ type, addedNodes }) => type === "characterData" || addedNodes.length > 0);
      if (isNew && element.textContent) words.push(element.textContent.trim());
    }).observe(element, { childList: true, subtree: true, characterData: true });
    return words;
  });
  return () => seen.evaluate((words) => [...words]);
}
