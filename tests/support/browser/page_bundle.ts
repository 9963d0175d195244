import { Buffer } from "node:buffer";
import { build, stop } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { contentType } from "../../../dev/content_type.ts";

export const ORIGIN = "http://board.test";

const root = new URL("../../../", import.meta.url);
const pathOf = (name: string) => decodeURIComponent(new URL(name, root).pathname);

interface Answer {
  readonly body: string | Buffer;
  readonly contentType: string;
}

/** A page of the product without its server. */
export interface PageBundle {
  /** Path of the page in its address, such as "/b/own". */
  readonly path: string;
  readonly files: ReadonlyMap<string, Answer>;
}

/** The style sheets of the page of a board. */
const STYLES = ["client/ui/page/board.css", "client/ui/page/interface.css", "client/ui/page/opened.css"];

/**
 * Bundles an entry and style sheets and fills in a template, as the build does. Names are relative to the root.
 *
 * @param options.styles one to three; by default those of the page of a board
 */
export async function bundlePage(
  { path, script, styles: [style, next, opened] = STYLES, template }: {
    path: string;
    script: string;
    styles?: readonly string[];
    template: string;
  },
): Promise<PageBundle> {
  const { outputFiles } = await build({
    absWorkingDir: pathOf("."),
    entryPoints: {
      page: pathOf(script),
      style: pathOf(style),
      ...next && { next: pathOf(next) },
      ...opened && { opened: pathOf(opened) },
    },
    bundle: true,
    splitting: true,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".woff": "file", ".woff2": "file" },
    define: { LANGUAGES: "[]" },
    outdir: "/",
    write: false,
  });
  await stop();
  const html = (await Deno.readTextFile(new URL(template, root)))
    .replace("{{script}}", "/page.js").replace("{{style}}", "/style.css").replace(
      "{{preload}}",
      [next && "/next.css", opened && "/opened.css"].map((path) => path ? `<link rel="stylesheet" href="${path}">` : "")
        .join(""),
    );
  const files = new Map<string, Answer>([[path, { body: html, contentType: "text/html" }]]);
  for (const { path, contents } of outputFiles) {
    files.set(path, { body: Buffer.from(contents), contentType: contentType(path) });
  }
  return { path, files };
}

/**
 * Opens the page under the strict policy of the product. Script errors, violations of the policy and dialogs of the
 * browser are added to `problems`.
 */
export async function openBundle(browser: Browser, { path, files }: PageBundle, problems: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) problems.push(message.text());
  });
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.route("**", (route) => {
    const file = files.get(new URL(route.request().url()).pathname);
    if (file === undefined) return route.fulfill({ status: 404, contentType: "text/plain", body: "Not found" });
    return route.fulfill({
      ...file,
      headers: { "content-security-policy": "default-src 'self'; img-src 'self' data: blob:" },
    });
  });
  await page.goto(ORIGIN + path);
  return page;
}
