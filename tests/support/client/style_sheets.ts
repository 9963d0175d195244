import { join } from "node:path";

const CLIENT = new URL("../../../client/", import.meta.url).pathname;

/** A style sheet of the client, without comments. */
export interface StyleSheet {
  /** Relative to `client/`. */
  readonly path: string;
  readonly css: string;
}

export interface Declaration {
  readonly selector: string;
  readonly property: string;
  readonly value: string;
}

/** All style sheets of the client. */
export function styleSheets(): StyleSheet[] {
  return pathsIn("").map((path) => ({ path, css: withoutComments(Deno.readTextFileSync(join(CLIENT, path))) }));
}

/** Declarations of style rules, also those inside of media queries. */
export function declarationsOf(css: string): Declaration[] {
  return [...css.matchAll(/([^{};]+)\{([^{}]*)\}/g)].flatMap(([, selector, body]) =>
    body.split(";").flatMap((each) => {
      const colon = each.indexOf(":");
      if (colon < 0) return [];
      const value = each.slice(colon + 1).replaceAll(/\s+/g, " ").trim();
      return [{ selector: selector.trim(), property: each.slice(0, colon).trim(), value }];
    })
  );
}

/** The custom properties that `tokens.css` sets for every page, by name. */
export function tokens(): Map<string, string> {
  const { css } = styleSheets().find(({ path }) => path === "ui/page/tokens.css")!;
  const found = new Map<string, string>();
  for (const { selector, property, value } of declarationsOf(css)) {
    if (selector === ":root" && property.startsWith("--") && !found.has(property)) found.set(property, value);
  }
  return found;
}

export function withoutComments(css: string): string {
  return css.replace(/\/\*.*?\*\//gs, "");
}

function pathsIn(folder: string): string[] {
  return [...Deno.readDirSync(join(CLIENT, folder))].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? pathsIn(path) : name.endsWith(".css") ? [path] : [];
  });
}
