import { fillTexts } from "./page_texts.ts";

/** A page: its template, its script and its style sheet. */
export interface Page {
  /** The name that the server uses. */
  readonly name: string;
  /** Relative to the project's root; `static/<name>.html` if absent. */
  readonly template?: string;
  /** Entry points, relative to the project's root. */
  readonly script: string;
  readonly style: string;
  /**
   * The module and the style sheet that the script loads after the first frame. The page preloads both.
   */
  readonly next?: { readonly script: string; readonly style: string };
  /** The style sheet of what a person opens. The page loads it with the first of that. */
  readonly laterStyle?: string;
  /** Modules that the page loads after that by itself, before a person has opened anything. */
  readonly idle?: readonly string[];
  /** Limits for scripts and styles, which `sizes.ts` defines. Bytes after gzip. */
  readonly limits?: { readonly first: number; readonly whole: number };
  /**
   * Modules that seldom change. Each gets a file of its own with all its imports, which stays cached when other code
   * changes. (Ink has a second reason: lib0's decoding creates errors while it is evaluated. With developer tools
   * attached, the browser parses the whole file again for their stacks, which took 6 ms when the document was in the
   * same file.)
   */
  readonly lasting?: readonly string[];
}

export const PAGES: readonly Page[] = [
  {
    name: "index",
    script: "client/landing.tsx",
    style: "client/ui/start/landing.css",
    laterStyle: "client/ui/account/account.css",
    idle: ["client/scribble.ts"],
    limits: { first: 25_000, whole: 130_000 },
  },
  {
    name: "board",
    script: "client/main.tsx",
    style: "client/ui/page/board.css",
    next: { script: "client/interface.tsx", style: "client/ui/page/interface.css" },
    laterStyle: "client/ui/page/opened.css",
    idle: ["client/ui/idle_parts.ts", "client/keep_offline.ts"],
    limits: { first: 96_100, whole: 150_000 },
    lasting: ["board/ink.ts", "board/document.ts"],
  },
];

/** The design system, at `/dev/looks`. Development only. */
export const LOOKS_PAGE: Page = {
  name: "looks",
  template: "dev/looks/looks.html",
  script: "dev/looks/looks.tsx",
  style: "dev/looks/looks.css",
};

/** URL paths of the files of a page. */
export interface PageParts {
  readonly style: string;
  readonly script: string;
  /** Static imports of the script, preloaded in parallel instead of one after the other. */
  readonly modules: readonly string[];
  /**
   * The module that it loads next, with its imports. Preloaded with low priority, to save round trips without delaying
   * the files above.
   */
  readonly next: readonly string[];
  readonly nextStyle?: string;
  readonly laterStyle?: string;
  /** Names the build for its service worker. A page without it is not kept on devices. */
  readonly version?: string;
  /** Development only: the reload script, and the hash of the code that the page was built from. */
  readonly reload?: { readonly script: string; readonly code: string };
}

/**
 * Fills a template: `{{style}}` and `{{script}}` become URL paths, `{{preload}}` becomes tags, and `{{area.id}}` a text
 * of the catalogue.
 *
 * @throws {Error} when a placeholder is missing or unknown
 */
export function fillPage(
  name: string,
  template: string,
  { style, script, modules, next, nextStyle, laterStyle, version, reload }: PageParts,
): string {
  const preload = [
    ...modules.map((path) => `<link rel="modulepreload" href="${path}">`),
    ...next.map((path) => `<link rel="modulepreload" fetchpriority="low" href="${path}">`),
  ];
  if (nextStyle) preload.push(`<link rel="preload" as="style" fetchpriority="low" href="${nextStyle}">`);
  // Browsers load nothing for a relation that they do not know. The page makes it a style sheet.
  if (laterStyle) preload.push(`<link rel="later" href="${laterStyle}">`);
  if (version) preload.push(`<meta name="version" content="${version}">`);
  if (reload) preload.push(`<script type="module" src="${reload.script}" data-code="${reload.code}"></script>`);
  const values = new Map([["style", style], ["script", script], ["preload", preload.join("\n    ")]]);
  const missing = new Set(values.keys());
  const filled = fillTexts(`${name}.html`, template).replaceAll(/\{\{(\w+)\}\}/g, (placeholder, key) => {
    const value = values.get(key);
    if (value === undefined) {
      throw new Error(`Cannot fill ${name}.html as it has an unknown placeholder: ${placeholder}`);
    }
    missing.delete(key);
    return value;
  });
  if (missing.size > 0) throw new Error(`Cannot fill ${name}.html as it lacks {{${[...missing].join("}}, {{")}}}`);
  return filled;
}
