import { XmlElement } from "@rgrove/parse-xml";

/** Properties in force for an element. */
export type Style = Readonly<Record<string, string>>;

/** The id in `url(#id)`. */
export function idIn(value: string): string | undefined {
  return /^url\(\s*["']?#([^)"']{1,200})["']?\s*\)/.exec(value)?.[1];
}

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

/** What a selector says of one element. */
interface Compound {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
}

/** A rule of a style sheet: the selector of an element, and its declarations. */
export interface Rule extends Compound {
  /** The elements around it, innermost first; others may be between them. */
  readonly within: readonly Compound[];
  readonly weight: number;
  readonly style: Style;
}

/** Larger style sheets are not read, letters; nor more rules. */
const SHEET_MAX = 200_000, RULES_MAX = 2_000;

/** Rules for other media, as for dark pages, and for fonts. */
const AT_RULES = /@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;

/** The rules of a style sheet whose selectors name elements: `rect`, `.a.b`, `#c .d rect`. Others are left out. */
export function rulesOf(sheet: string): Rule[] {
  const rules: Rule[] = [];
  const plain = sheet.slice(0, SHEET_MAX).replace(/\/\*[^]*?\*\//g, "").replace(AT_RULES, "");
  for (const [, selectors, body] of plain.matchAll(/([^{}]{1,2000})\{([^{}]{0,5000})\}/g)) {
    for (const selector of selectors.split(",")) {
      const [own, ...within] = selector.trim().split(/[\s>]+/).slice(-WITHIN_MAX).map(compoundOf).reverse();
      if (own === undefined || within.includes(undefined)) continue;
      const outer = within as Compound[];
      const weight = [own, ...outer].reduce((sum, compound) => sum + weightOf(compound), 0);
      if (rules.push({ ...own, within: outer, weight, style: declared(body) }) >= RULES_MAX) return rules;
    }
  }
  return rules.sort((a, b) => a.weight - b.weight);
}

/** The most parts of a selector that are read. */
const WITHIN_MAX = 8;

function compoundOf(selector: string): Compound | undefined {
  const [, tag = "", rest = ""] = /^([a-zA-Z]*|\*)((?:[.#][\w-]+)*)$/.exec(selector.replace(/^:root\b/, "svg")) ?? [];
  if (tag === "" && rest === "") return undefined;
  const names = rest.match(/[.#][\w-]+/g) ?? [];
  const classes = names.filter((name) => name[0] === ".").map((name) => name.slice(1));
  const id = names.find((name) => name[0] === "#")?.slice(1) ?? "";
  return { tag: tag === "*" ? "" : tag, id, classes };
}

function weightOf({ tag, id, classes }: Compound): number {
  return (id === "" ? 0 : 100) + 10 * classes.length + (tag === "" ? 0 : 1);
}

/** The style of an element in that of its parent. */
export function styleIn(parent: Style, element: XmlElement, rules: readonly Rule[]): Style {
  const { attributes } = element;
  const style: Record<string, string> = {};
  for (const [key, value] of Object.entries(parent)) if (INHERITED.has(key)) style[key] = value;
  const set = (from: Style) => {
    for (const [key, value] of Object.entries(from)) {
      if (value !== "inherit" && (INHERITED.has(key) || OWN.has(key))) style[key] = value;
    }
  };
  set(attributes);
  set(styleOf(element, rules));
  if (attributes.style !== undefined) set(declared(attributes.style));
  return style;
}

/** The rules of a style sheet for each element, by its name, class and id: many elements have the same. */
const SAID = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

function styleOf(element: XmlElement, rules: readonly Rule[]): Style {
  let said = SAID.get(rules);
  if (said === undefined) SAID.set(rules, said = new Map());
  const key = `${element.name} .${element.attributes.class ?? ""} #${element.attributes.id ?? ""}`;
  let own = said.get(key);
  if (own === undefined) said.set(key, own = rules.filter((rule) => isOf(element, rule)));
  return Object.assign({}, ...own.filter(({ within }) => isWithin(element, within)).map(({ style }) => style));
}

function isOf({ name, attributes }: XmlElement, { tag, id, classes }: Compound): boolean {
  if (tag !== "" && tag !== name || id !== "" && id !== attributes.id) return false;
  return classes.length === 0 || contains((attributes.class ?? "").split(/\s+/), classes);
}

function contains(names: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((each) => names.includes(each));
}

function isWithin(element: XmlElement, within: readonly Compound[]): boolean {
  let i = 0;
  for (let outer = element.parent; i < within.length && outer instanceof XmlElement; outer = outer.parent) {
    if (isOf(outer, within[i])) i++;
  }
  return i === within.length;
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
