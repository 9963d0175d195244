import type { XmlElement } from "@rgrove/parse-xml";
import { type Drawing, DrawingError } from "../drawing.ts";
import { DrawingDraft } from "../drawing_draft.ts";
import { elementsOf } from "../xml.ts";
import { lengthOf, numbersOf, partOf, type SvgSize, viewportOf } from "./svg_length.ts";
import { matrixOf, times } from "./svg_matrix.ts";
import { hasMore, htmlLabel } from "./svg_html.ts";
import { type SvgPlace, SvgShapes } from "./svg_shapes.ts";
import { type Rule, rulesOf, styleIn } from "./svg_style.ts";
import { textRuns } from "./svg_text.ts";

/** More elements, counting those that `use` repeats, are no drawing that people look at. */
const ELEMENTS_MAX = 50_000;
/** Rules of style sheets that are compared with elements, in all. */
const COMPARISONS_MAX = 5_000_000;
const DEPTH_MAX = 60;
/** Groups in groups deeper than this are not kept. */
const GROUPS_MAX = 4;

/** What is drawn only where something else refers to it, or says nothing of the picture. */
const UNSEEN = new Set([
  ...["defs", "symbol", "marker", "clippath", "mask", "pattern", "filter", "lineargradient", "radialgradient"],
  ...["style", "script", "title", "desc", "metadata", "namedview", "view", "cursor", "color-profile", "font"],
]);

interface Context extends SvgPlace {
  readonly depth: number;
}

/** Makes shapes of the elements of an SVG, in their order. */
export class SvgReader {
  readonly #root: XmlElement;
  readonly #ids = new Map<string, XmlElement>();
  readonly #rules: Rule[] = [];
  readonly #draft = new DrawingDraft();
  readonly #shapes = new SvgShapes(this.#draft, this.#ids);
  #count = 0;

  constructor(root: XmlElement) {
    this.#root = root;
    this.#index(root);
  }

  /** @throws {DrawingError} */
  read(): Drawing {
    const matrix = viewportOf(this.#root, sizeOf(this.#root));
    const style = styleIn({}, this.#root, this.#rules);
    const groups = [this.#draft.group(this.#root)];
    this.#children(this.#root, { matrix, style, groups, opacity: 1, link: {}, depth: 0 });
    return this.#draft.finish();
  }

  #index(element: XmlElement): void {
    const { id } = element.attributes;
    if (id && !this.#ids.has(id)) this.#ids.set(id, element);
    if (element.name === "style") this.#rules.push(...rulesOf(element.text));
    for (const child of elementsOf(element)) this.#index(child);
  }

  #children(parent: XmlElement, context: Context): void {
    for (const child of elementsOf(parent)) this.#element(child, context);
  }

  #element(element: XmlElement, outer: Context): void {
    const name = element.name.replace(/^.*:/, "").toLowerCase();
    if (UNSEEN.has(name) || /:/.test(element.name) && !element.name.startsWith("svg:")) return;
    if (++this.#count > ELEMENTS_MAX || this.#count * this.#rules.length > COMPARISONS_MAX) {
      throw new DrawingError("tooMany");
    }
    if (outer.depth > DEPTH_MAX) return this.#draft.miss("other");
    const style = styleIn(outer.style, element, this.#rules);
    if (style.display === "none") return this.#draft.miss("hidden");
    for (const cut of ["clip-path", "mask", "filter"]) {
      if ((style[cut] ?? "none") !== "none") this.#draft.miss("form");
    }
    const transform = matrixOf(element.attributes.transform ?? style.transform);
    const context: Context = {
      ...outer,
      style,
      matrix: times(outer.matrix, transform),
      opacity: outer.opacity * partOf(style.opacity),
      depth: outer.depth + 1,
    };
    if (this.#container(name, element, context)) return;
    if (style.visibility === "hidden" || style.visibility === "collapse") return this.#draft.miss("hidden");
    if (name === "text") {
      for (const run of textRuns(element, style, (child, parent) => styleIn(parent, child, this.#rules))) {
        this.#shapes.text(run, context);
      }
    } else if (name === "foreignobject") {
      const label = htmlLabel(element, style, (child, parent) => styleIn(parent, child, this.#rules));
      if (label) this.#shapes.label(label, element.attributes, context);
      if (hasMore(element)) this.#draft.miss("other");
    } else if (!this.#shapes.draw(name, element.attributes, context)) this.#draft.miss("other");
  }

  /** @returns false when the element holds no others */
  #container(name: string, element: XmlElement, context: Context): boolean {
    const { attributes } = element, { groups } = context;
    switch (name) {
      case "g": {
        const isGroup = groups.length < GROUPS_MAX && elementsOf(element).length > 1;
        this.#children(element, isGroup ? { ...context, groups: [...groups, this.#draft.group({})] } : context);
        return true;
      }
      case "a":
        this.#children(element, { ...context, link: this.#draft.link(hrefOf(element)) });
        return true;
      case "switch": {
        // What stands in for a page says where its words are.
        const [first, second] = elementsOf(element).filter(isForReader);
        const child = second && /foreignObject$/.test(first.name) ? second : first;
        if (child) this.#element(child, context);
        return true;
      }
      case "svg":
        this.#viewport(element, context, { w: lengthOf(attributes.width, 100), h: lengthOf(attributes.height, 100) });
        return true;
      case "use":
        this.#use(element, context);
        return true;
      default:
        return false;
    }
  }

  #viewport(element: XmlElement, context: Context, size: SvgSize): void {
    const { x, y } = element.attributes;
    const placed = times(context.matrix, [1, 0, 0, 1, lengthOf(x, 0), lengthOf(y, 0)]);
    this.#children(element, { ...context, matrix: times(placed, viewportOf(element, size)) });
  }

  /** A reference to an element of the same file. Others are not fetched. */
  #use(element: XmlElement, context: Context): void {
    const { x, y, width, height } = element.attributes;
    const href = hrefOf(element) ?? "";
    const target = href.startsWith("#") ? this.#ids.get(href.slice(1)) : undefined;
    if (target === undefined) return this.#draft.miss("other");
    const placed = { ...context, matrix: times(context.matrix, [1, 0, 0, 1, lengthOf(x, 0), lengthOf(y, 0)]) };
    if (target.name !== "symbol" && target.name !== "svg") return this.#element(target, placed);
    const [, , w = 100, h = 100] = numbersOf(target.attributes.viewBox, 8);
    const size = {
      w: lengthOf(width ?? target.attributes.width, w),
      h: lengthOf(height ?? target.attributes.height, h),
    };
    if (placed.depth > DEPTH_MAX) return this.#draft.miss("other");
    const style = styleIn(placed.style, target, this.#rules);
    this.#viewport(target, { ...placed, style, depth: placed.depth + 1 }, size);
  }
}

/** The size that it says, or else that of its view box, or with the ratio of that. */
function sizeOf({ attributes }: XmlElement): SvgSize {
  const [, , w = 300, h = 150] = numbersOf(attributes.viewBox, 8);
  const wide = lengthOf(attributes.width, NaN, w), high = lengthOf(attributes.height, NaN, h);
  if (Number.isNaN(wide)) return Number.isNaN(high) ? { w, h } : { w: high * w / h, h: high };
  return { w: wide, h: Number.isNaN(high) ? wide * h / w : high };
}

/** Whether an element has no language, or that of the person. */
function isForReader({ attributes: { systemLanguage } }: XmlElement): boolean {
  const own = navigator.language.toLowerCase();
  return systemLanguage === undefined ||
    systemLanguage.toLowerCase().split(",").some((each) => `${own}-`.startsWith(`${each.trim()}-`));
}

function hrefOf({ attributes }: XmlElement): string | undefined {
  return attributes.href ?? attributes["xlink:href"];
}
