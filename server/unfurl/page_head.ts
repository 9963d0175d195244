import { Parser } from "htmlparser2";

/** A picture that a page names as its icon. */
export interface NamedIcon {
  readonly href: string;
  /** Its width, pixels; undefined when the page does not say. */
  readonly size?: number;
  readonly isTouch: boolean;
}

/** What is said in the head of a page. Everything in it was written by strangers. */
export interface PageHead {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly icons: readonly NamedIcon[];
  /** To which the addresses of icons are relative. */
  readonly base: string | undefined;
}

/** Heads have a few hundred tags, and few of them inside each other. The time to parse grows with both. */
const TAGS_MAX = 5_000;
const DEPTH_MAX = 100;
const ICONS_MAX = 40;
const TITLE_CHARS_MAX = 2_000;

const TITLES = ["og:title", "twitter:title"];
const DESCRIPTIONS = ["og:description", "description", "twitter:description"];

/** Reads the head of a page while its text arrives. */
export class PageHeadReader {
  readonly #parser: Parser;
  readonly #metas = new Map<string, string>();
  readonly #icons: NamedIcon[] = [];
  #base: string | undefined;
  #title: string | undefined;
  /** The elements around, outermost first. */
  readonly #open: string[] = [];
  #isInTitle = false;
  #tags = 0;
  #isOver = false;

  constructor() {
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#opened(name, attributes),
      onclosetag: (name) => {
        this.#open.pop();
        if (name === "title") this.#isInTitle = false;
        if (name === "head") this.#end();
      },
      ontext: (text) => {
        if (this.#isInTitle && this.#title!.length < TITLE_CHARS_MAX) this.#title += text;
      },
    });
  }

  /** True when the rest of the page is not needed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  write(text: string): void {
    if (!this.#isOver) this.#parser.write(text);
  }

  read(): PageHead {
    if (!this.#isOver) this.#parser.end();
    const first = (names: readonly string[]) => names.map((name) => this.#metas.get(name)).find(Boolean);
    return {
      title: first(TITLES) ?? this.#title,
      description: first(DESCRIPTIONS),
      icons: this.#icons,
      base: this.#base,
    };
  }

  #end(): void {
    this.#isOver = true;
    this.#parser.pause();
  }

  #opened(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#open.push(name);
    if (name === "body" || ++this.#tags > TAGS_MAX || this.#open.length > DEPTH_MAX) return this.#end();
    if (name === "meta") this.#readMeta(attributes);
    if (name === "link") this.#readLink(attributes);
    if (name === "base") this.#base ??= attributes.href;
    // The first title is that of the page. Pictures in SVG have titles of their own.
    if (name !== "title" || this.#title !== undefined || this.#open.includes("svg")) return;
    this.#isInTitle = true;
    this.#title = "";
  }

  #readMeta({ property, name, content = "" }: Readonly<Record<string, string>>): void {
    const key = (property ?? name ?? "").trim().toLowerCase();
    if (!this.#metas.has(key) && [...TITLES, ...DESCRIPTIONS].includes(key)) this.#metas.set(key, content.trim());
  }

  #readLink({ rel = "", href = "", sizes = "", type = "" }: Readonly<Record<string, string>>): void {
    const words = rel.toLowerCase().split(/\s+/);
    const isTouch = words.some((word) => word.startsWith("apple-touch-icon"));
    if (!isTouch && !words.includes("icon") || href === "" || this.#icons.length === ICONS_MAX) return;
    if (/svg/i.test(type) || /\.svg([?#]|$)/i.test(href) || /^data:/i.test(href)) return;
    const size = Number(/^\s*(\d{1,4})x\d/i.exec(sizes)?.[1]);
    this.#icons.push({ href, isTouch, ...(size > 0 && { size }) });
  }
}
