import { XmlElement, XmlText } from "@rgrove/parse-xml";
import type { Style } from "./svg_style.ts";

/** What a page inside a drawing does not show as words. */
const UNSEEN = /^(script|style|iframe|object|embed|title|svg|math|head)$/i;
/** Elements that begin and end a line. */
const BLOCKS = /^(p|div|li|ul|ol|tr|table|h[1-6]|pre|blockquote|section)$/i;

/** Words of a page inside a drawing, as labels of Mermaid and draw.io are. */
export interface HtmlLabel {
  readonly words: string;
  /** Of the innermost element with words. */
  readonly style: Style;
}

/** @returns undefined when there are no words */
export function htmlLabel(
  page: XmlElement,
  style: Style,
  styleOf: (element: XmlElement, parent: Style) => Style,
): HtmlLabel | undefined {
  let words = "", inner = style;
  const newLine = () => {
    words = words.trimEnd();
    if (words !== "" && !words.endsWith("\n")) words += "\n";
  };
  const read = (element: XmlElement, style: Style) => {
    for (const child of element.children) {
      if (child instanceof XmlText) {
        const text = child.text.replace(/\s+/g, " ");
        if (text.trim() !== "") inner = style;
        words += /\s$/.test(words) || words === "" ? text.trimStart() : text;
      } else if (child instanceof XmlElement && !UNSEEN.test(child.name)) {
        const isBlock = BLOCKS.test(child.name);
        if (isBlock || child.name === "br") newLine();
        read(child, styleOf(child, style));
        if (isBlock) newLine();
      }
    }
  };
  read(page, style);
  return words.trim() === "" ? undefined : { words: words.trim(), style: inner };
}

/** Whether a page shows anything besides words. */
export function hasMore(page: XmlElement): boolean {
  return page.children.some((child) => child instanceof XmlElement && (MORE.test(child.name) || hasMore(child)));
}

const MORE = /^(img|picture|video|audio|canvas|iframe|object|embed|svg|math|input|script)$/i;
