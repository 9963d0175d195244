/** A page: its template in `static/<name>.html`, and what it runs and is styled by. */
export interface Page {
  /** The name the server asks for. */
  readonly name: string;
  /** Entry points, relative to the project's root. */
  readonly script: string;
  readonly style: string;
  /** What the script loads as soon as the first frame is made: asked for at once, so that it is there by then. */
  readonly next?: string;
  /**
   * What changes seldom: each has a file of its own, with all that it imports, which stays in caches when the rest
   * changes. (For ink there is another reason: lib0's decoding makes errors while it is evaluated, and where developer
   * tools are attached the whole file is parsed again for their stacks: 6 ms when the document was in it.)
   */
  readonly lasting?: readonly string[];
}

export const PAGES: readonly Page[] = [
  { name: "index", script: "client/landing.tsx", style: "client/ui/landing.css" },
  {
    name: "board",
    script: "client/main.tsx",
    style: "client/ui/board.css",
    next: "client/outfit.tsx",
    lasting: ["board/ink.ts", "board/document.ts"],
  },
];

/** URL paths of what a page loads. */
export interface PageParts {
  readonly style: string;
  readonly script: string;
  /** Modules that the script imports statically: asked for at once instead of one after the other. */
  readonly modules: readonly string[];
  /** What it loads next: there by then, instead of one round trip after the other; behind all that is needed before. */
  readonly next: readonly string[];
  /** Development only: what reloads the page, and the code it belongs to. */
  readonly reload?: { readonly script: string; readonly code: string };
}

/**
 * Fills a template: `{{style}}` and `{{script}}` become URL paths, `{{preload}}` whole tags.
 *
 * @throws {Error} when one of them is missing or the template has another.
 */
export function fillPage(name: string, template: string, { style, script, modules, next, reload }: PageParts): string {
  const preload = [
    ...modules.map((path) => `<link rel="modulepreload" href="${path}">`),
    ...next.map((path) => `<link rel="modulepreload" fetchpriority="low" href="${path}">`),
  ];
  if (reload) preload.push(`<script type="module" src="${reload.script}" data-code="${reload.code}"></script>`);
  const values = new Map([["style", style], ["script", script], ["preload", preload.join("\n    ")]]);
  const missing = new Set(values.keys());
  const filled = template.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, key) => {
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
