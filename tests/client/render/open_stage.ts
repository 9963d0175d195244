import { build, stop } from "esbuild";
import type { Browser, Page } from "playwright-core";

const STYLE = "margin:0;width:900px;height:700px;position:relative";

/** A page with only a stage. The global `driver` is that of `stage_page.ts`. */
export async function openStage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.setContent(`<!doctype html><body style="margin:0"><div id="root" style="${STYLE}"></div>`);
  await page.addScriptTag({ content: await (script ??= bundled()) });
  return page;
}

let script: Promise<string> | undefined;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL("stage_page.ts", import.meta.url).pathname],
    bundle: true,
    format: "iife",
    write: false,
  });
  await stop();
  return outputFiles[0].text;
}
