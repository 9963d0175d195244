/** A page: its template in `static/<name>.html`, and what it runs and is styled by. */
export interface Page {
  /** The name the server asks for. */
  readonly name: string;
  /** Entry points, relative to the project's root. */
  readonly script: string;
  readonly style: string;
}

export const PAGES: readonly Page[] = [
  { name: "index", script: "client/landing.tsx", style: "client/ui/landing.css" },
  { name: "board", script: "client/main.tsx", style: "client/ui/board.css" },
];

/** What the placeholders of a template stand for: whole tags each. */
export interface Tags {
  readonly style: string;
  readonly preload: string;
  readonly script: string;
}

/** URL paths of what a page loads. */
export interface PageParts {
  readonly style: string;
  readonly script: string;
  /** Modules that the script imports statically: asked for at once instead of one after the other. */
  readonly modules: readonly string[];
  /** Development only: what reloads the page, and the code it belongs to. */
  readonly reload?: { readonly script: string; readonly code: string };
}

/**
 * Fills `{{style}}`, `{{preload}}` and `{{script}}` of a template with the tags.
 *
 * @throws {Error} when one is missing or stands inside an attribute, or the template has another.
 */
export function fillPage(name: string, template: string, parts: PageParts): string {
  const tags: Tags = {
    style: `<link rel="stylesheet" href="${parts.style}">`,
    preload: parts.modules.map((path) => `<link rel="modulepreload" href="${path}">`).join("\n    "),
    script: [
      `<script type="module" src="${parts.script}"></script>`,
      ...parts.reload
        ? [`<script type="module" src="${parts.reload.script}" data-code="${parts.reload.code}"></script>`]
        : [],
    ].join("\n    "),
  };
  const missing = new Set(Object.keys(tags));
  const filled = template.replaceAll(/(=["']?)?\{\{(\w+)\}\}/g, (_, attribute, key) => {
    if (!Object.hasOwn(tags, key)) {
      throw new Error(`Cannot fill ${name}.html as it has an unknown placeholder: {{${key}}}`);
    }
    if (attribute) {
      throw new Error(`Cannot fill ${name}.html as {{${key}}} stands in an attribute: it is replaced by the whole tag`);
    }
    missing.delete(key);
    return tags[key as keyof Tags];
  });
  if (missing.size > 0) throw new Error(`Cannot fill ${name}.html as it lacks {{${[...missing].join("}}, {{")}}}`);
  return filled;
}
