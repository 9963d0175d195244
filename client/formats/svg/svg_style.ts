import type { XmlElement } from "@rgrove/parse-xml";

/** Properties in force for an element. */
export type Style = Readonly<Record<string, string>>;

/** Those that are inherited, and those that are not (SVG 2, appendix F). */
const INHERITED = new Set([
  "fill",
  "fill-opacity",
  "fill-rule",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "font-size",
  "font-family",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "marker",
  "marker-start",
  "marker-end",
  "visibility",
  "color",
]);
const OWN = new Set(["opacity", "display", "stop-color", "stop-opacity", "clip-path", "mask", "filter", "transform"]);

/** A rule of a style sheet: the selector of a single element, and its declarations. */
export interface Rule {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly weight: number;
  readonly style: Style;
}

/** Larger style sheets are not read, letters; nor more rules. */
const SHEET_MAX = 200_000, RULES_MAX = 2_000;

/** The rules of a style sheet whose selectors name one element: `rect`, `.a.b`, `#c`. Others are left out. */
export function rulesOf(sheet: string): Rule[] {
  const rules: Rule[] = [];
  const plain = sheet.slice(0, SHEET_MAX).replace(/\/\*[^]*?\*\//g, "");
  for (const [, selectors, body] of plain.matchAll(/([^{}]{1,2000})\{([^{}]{0,5000})\}/g)) {
    for (const selector of selectors.split(",")) {
      const [, tag = "", rest = ""] = /^([a-zA-Z]*|\*)((?:[.#][\w-]+)*)$/.exec(selector.trim()) ?? [];
      if (tag === "" && rest === "") continue;
      const names = rest.match(/[.#][\w-]+/g) ?? [];
      const classes = names.filter((name) => name[0] === ".").map((name) => name.slice(1));
      const id = names.find((name) => name[0] === "#")?.slice(1) ?? "";
      const weight = (id === "" ? 0 : 100) + 10 * classes.length + (tag === "" || tag === "*" ? 0 : 1);
      if (rules.push({ tag: tag === "*" ? "" : tag, id, classes, weight, style: declared(body) }) >= RULES_MAX) {
        return rules;
      }
    }
  }
  return rules.sort((a, b) => a.weight - b.weight);
}

/** The style of an element in that of its parent. */
export function styleIn(parent: Style, { name, attributes }: XmlElement, rules: readonly Rule[]): Style {
  const style: Record<string, string> = {};
  for (const [key, value] of Object.entries(parent)) if (INHERITED.has(key)) style[key] = value;
  const set = (from: Style) => {
    for (const [key, value] of Object.entries(from)) {
      if (value !== "inherit" && (INHERITED.has(key) || OWN.has(key))) style[key] = value;
    }
  };
  set(attributes);
  set(styleOf(name, attributes, rules));
  if (attributes.style !== undefined) set(declared(attributes.style));
  return style;
}

/** What a style sheet says of each element, by its name, class and id: many elements have the same. */
const SAID = new WeakMap<readonly Rule[], Map<string, Style>>();

function styleOf(name: string, attributes: XmlElement["attributes"], rules: readonly Rule[]): Style {
  let said = SAID.get(rules);
  if (said === undefined) SAID.set(rules, said = new Map());
  const { class: names = "", id = "" } = attributes, key = `${name} .${names} #${id}`;
  let style = said.get(key);
  if (style === undefined) {
    const classes = new Set(names.split(/\s+/));
    const own = rules.filter((rule) =>
      (rule.tag === "" || rule.tag === name) && (rule.id === "" || rule.id === id) &&
      rule.classes.every((each) => classes.has(each))
    );
    said.set(key, style = Object.assign({}, ...own.map(({ style }) => style)));
  }
  return style!;
}

function declared(css: string): Style {
  const style: Record<string, string> = {};
  for (const part of css.slice(0, 10_000).split(";")) {
    const colon = part.indexOf(":");
    if (colon <= 0) continue;
    const key = part.slice(0, colon).trim().toLowerCase(),
      value = part.slice(colon + 1).replace("!important", "").trim();
    if (key === "font") Object.assign(style, fontOf(value));
    else style[key] = value;
  }
  return style;
}

/** Size and family of the short form: `italic 700 20px/1.2 Inter, sans-serif`. */
function fontOf(value: string): Style {
  const [, size, family] = /(?:^|\s)([\d.]+(?:[a-z]{2,3}|%))(?:\s*\/\s*\S+)?\s+(.+)$/i.exec(value) ?? [];
  return size === undefined ? {} : { "font-size": size, "font-family": family };
}
