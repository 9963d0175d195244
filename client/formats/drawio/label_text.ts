/** The words of a label, and the size and colour that most of its letters have by their own. */
export interface LabelText {
  readonly text: string;
  readonly fontSize?: number;
  readonly color?: string;
  /** Some letters are bold, underlined or the like, which texts here are not. */
  readonly isLettered?: boolean;
  /** The pages that words in it lead to. */
  readonly links: readonly string[];
}

/** A longer label is cut, letters with their marks. */
const HTML_MAX = 400_000;
/** Without a text that is cut between `<` and `>`, each part of a label is looked at once. */
const TAG = /<(\/?)([a-z][a-z0-9]*)([^<>]{0,4000})>/iy;
/** A tag whose attributes have other tags in them, as they come from office programs. */
const HOLDING_TAG = /<()([a-z][a-z0-9]*)((?:\s+[\w:-]{1,60}="[^"]{0,4000}"){1,20})\s*\/?>/iy;
const BLOCKS = new Set(
  "address article blockquote dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul"
    .split(" "),
);
const VOIDS = new Set(["br", "hr", "img", "input", "wbr", "col"]);
const UNSEEN = new Set(["style", "script", "head", "title"]);
/** Sizes of `<font size>`, which reach from 1 to 7. */
const FONT_SIZES = [10, 13, 16, 18, 24, 32, 48];

/** Sizes of headings, ems. */
const HEADINGS: Readonly<Record<string, number>> = { h1: 2, h2: 1.5, h3: 1.17, h4: 1, h5: 0.83, h6: 0.67 };
const USUAL_SIZE = 12;

interface Face {
  readonly fontSize?: number;
  readonly color?: string;
}

/**
 * The text of a label in HTML, with the line breaks that it shows.
 *
 * @param usual the font size where the HTML sets none
 */
export function textOfHtml(whole: string, usual = USUAL_SIZE): LabelText {
  const html = whole.slice(0, HTML_MAX);
  const lines: string[] = [];
  const faces: (Face & { readonly tag: string })[] = [];
  const sizes = new Map<number | undefined, number>(), colors = new Map<string | undefined, number>();
  const links = new Set<string>();
  /** The numbers of the next items of the lists around; undefined for bullets. */
  const numbers: (number | undefined)[] = [];
  let isLettered = false;
  /** The pieces of the last line, once it has begun. */
  let line: string[] | undefined;
  const end = () => {
    if (line !== undefined) lines.push(line.join(""));
    line = undefined;
  };
  const write = (source: string) => {
    const words = source.replace(/[ \t\r\n\f]+/g, " ");
    if (line === undefined && words === " ") return;
    const text = unescaped(line === undefined || line.at(-1)!.endsWith(" ") ? words.trimStart() : words);
    if (text !== "") (line ??= []).push(text);
    const { fontSize, color } = faces.at(-1) ?? {}, count = text.trim().length;
    sizes.set(fontSize, (sizes.get(fontSize) ?? 0) + count);
    colors.set(color, (colors.get(color) ?? 0) + count);
  };
  for (let at = 0; at < html.length;) {
    const open = html.indexOf("<", at);
    if (open !== at) write(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    if (html.startsWith("<!--", open)) {
      const close = html.indexOf("-->", open);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    TAG.lastIndex = HOLDING_TAG.lastIndex = open;
    const found = TAG.exec(html) ?? HOLDING_TAG.exec(html);
    if (found === null) {
      write("<");
      at = open + 1;
      continue;
    }
    at = open + found[0].length;
    const tag = found[2].toLowerCase(), isClosing = found[1] === "/";
    if (UNSEEN.has(tag) && !isClosing) {
      const close = html.indexOf(`</${tag}`, at);
      at = close < 0 ? html.length : close;
    } else if (tag === "br") {
      line ??= [];
      end();
    } else if (BLOCKS.has(tag)) end();
    if (tag === "ul" || tag === "ol") {
      if (isClosing) numbers.pop();
      else numbers.push(tag === "ol" ? 1 : undefined);
    } else if (tag === "li" && !isClosing) {
      const number = numbers.at(-1);
      line = [number === undefined ? "• " : `${number}. `];
      if (number !== undefined) numbers[numbers.length - 1] = number + 1;
    }
    const href = tag === "a" && HREF.exec(found[3])?.[1];
    if (href) links.add(unescaped(href));
    isLettered ||= LETTERED.has(tag) || LETTERED_STYLE.test(found[3]);
    if (!isClosing && (tag === "td" || tag === "th") && line) line.push("\t");
    if (VOIDS.has(tag)) continue;
    if (!isClosing) faces.push({ ...faceOf(tag, found[3], faces.at(-1), usual), tag });
    else if (faces.at(-1)?.tag === tag) faces.pop();
  }
  end();
  const fontSize = most(sizes), color = most(colors);
  return {
    text: lines.map((line) => line.trimEnd()).join("\n").replace(/\n+$/, ""),
    ...(fontSize !== undefined && { fontSize }),
    ...(color !== undefined && { color }),
    ...(isLettered && { isLettered }),
    links: [...links],
  };
}

const HREF = /\bhref="([^"]{1,2000})"/i;
/** The first page that words of a label lead to. */
export function linkIn(html: string): string | undefined {
  if (!/<a\s/i.test(html)) return undefined;
  return textOfHtml(html).links[0];
}

const LETTERED = new Set("b strong i em u s strike sub sup h1 h2 h3 h4 h5 h6".split(" "));
const LETTERED_STYLE =
  /font-weight:\s*(bold|[6-9]00)|font-style:\s*italic|text-decoration[-\w]*:\s*(underline|line-through)/i;

/** What a tag says of its letters, else what they have around it. */
function faceOf(tag: string, attributes: string, around: Face | undefined, usual: number): Face {
  const [, size, unit] = /font-size:\s*([\d.]{1,8})(px|pt|em|rem|%)?/i.exec(attributes) ?? [];
  const heading = HEADINGS[tag];
  const units: Readonly<Record<string, number>> = { pt: 4 / 3, rem: 16, em: 1, "%": 1 / 100 };
  const isPart = unit === "em" || unit === "%", inherited = around?.fontSize ?? usual;
  const [, step] = tag === "font" ? /\bsize="?([1-7])/.exec(attributes) ?? [] : [];
  const own = Number(size) * (units[unit?.toLowerCase()] ?? 1) * (isPart ? inherited : 1);
  const fontSize = own > 0 ? own : heading ? heading * inherited : FONT_SIZES[Number(step) - 1];
  const [, named, styled] = /\bcolor="([^"]{1,40})"|(?<![-\w])color:\s*(?:light-dark\()?([#\w]+(?:\([^()]{0,40}\))?)/i
    .exec(attributes) ?? [];
  const color = named ?? styled ?? around?.color;
  return {
    fontSize: fontSize ?? around?.fontSize,
    color: isWhite(color) && GROUND.test(attributes) ? undefined : color,
  };
}

/** A ground of letters is not carried, and white ones would not be seen without it. */
const GROUND = /background(?:-color)?:\s*(?!transparent|none|inherit|initial|unset|white|#fff)[#\w]/i;

function isWhite(color = ""): boolean {
  return /^(white|#fff|#ffffff|rgb\(255, ?255, ?255\))$/i.test(color);
}

function most<T>(counts: ReadonlyMap<T, number>): T | undefined {
  let found: T | undefined, highest = 0;
  for (const [value, count] of counts) if (count > highest) [found, highest] = [value, count];
  return found;
}

/** Names of letters one after another, from the first one's code. */
function namesFrom(code: number, names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name, i) => [name, String.fromCharCode(code + i)]));
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...namesFrom(
    160,
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2",
  ),
  ...namesFrom(179, "sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute"),
  ...namesFrom(194, "Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH"),
  ...namesFrom(209, "Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN"),
  ...namesFrom(223, "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave"),
  ...namesFrom(237, "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc"),
  ...namesFrom(252, "uuml yacute thorn yuml"),
  ...namesFrom(0x391, "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho"),
  ...namesFrom(0x3a3, "Sigma Tau Upsilon Phi Chi Psi Omega"),
  ...namesFrom(0x3b1, "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"),
  ...namesFrom(0x3c2, "sigmaf sigma tau upsilon phi chi psi omega"),
  ...namesFrom(0x2190, "larr uarr rarr darr harr"),
  ...{ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " ", ensp: " ", emsp: " ", thinsp: " ", shy: "" },
  ...{ hellip: "…", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", bdquo: "„", bull: "•" },
  ...{ euro: "€", trade: "™", rArr: "⇒", hArr: "⇔", ne: "≠", le: "≤", ge: "≥", asymp: "≈", infin: "∞", sum: "∑" },
  ...{ radic: "√", minus: "−", check: "✓", OElig: "Œ", oelig: "œ", Scaron: "Š", scaron: "š" },
};

function unescaped(html: string): string {
  return html.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : all;
    const code = decimal !== undefined ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).replace("\u00a0", " ") : "";
  });
}
