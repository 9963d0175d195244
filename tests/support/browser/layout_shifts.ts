import type { BrowserContext, Page } from "playwright-core";

/** Chromium's measure of layout shifts (CLS) over a whole visit. */
export interface LayoutShifts {
  readonly all: number;
  /** Without those in the 500 ms after a press or a key, which a person expects and the usual figure leaves out. */
  readonly unasked: number;
}

/** Measures the layout shifts of pages that open from now on. */
export async function watchShifts(pages: Page | BrowserContext): Promise<void> {
  await pages.addInitScript(() => {
    const entries: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => void entries.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    const shifts = (): LayoutShifts => {
      entries.push(...observer.takeRecords());
      const sum = (some: readonly PerformanceEntry[]) =>
        some.reduce((sum, each) => sum + (Reflect.get(each, "value") as number), 0);
      return {
        all: sum(entries),
        unasked: sum(entries.filter((each) => Reflect.get(each, "hadRecentInput") === false)),
      };
    };
    Object.assign(globalThis, { shifts });
  });
}

/** Defined inside the page. */
declare const shifts: () => LayoutShifts;

/** The layout shifts since the page opened, including those of the last frame. */
export function shiftsOf(page: Page): Promise<LayoutShifts> {
  return page.evaluate(() =>
    new Promise<LayoutShifts>((resolve) =>
      // The shifts of a frame are known once the next one begins.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(shifts())))
    )
  );
}
