import type { Align } from "../../../board/style.ts";
import { numberOr, textOr } from "../json.ts";
import { asWide, shownText } from "../text_fit.ts";
import { type Element, faceOf, ownTextId } from "./element.ts";

/** Elements that show a text of their own inside, or on their line. */
const CONTAINERS = new Set(["rectangle", "ellipse", "diamond", "arrow"]);

/** The texts of containers, by the container's id. Of several, the one that the container names. */
export function labelsOf(elements: ReadonlyMap<string, Element>): Map<string, Element> {
  const labels = new Map<string, Element>();
  for (const element of elements.values()) {
    const within = textOr(element.source.containerId, undefined);
    const container = within === undefined ? undefined : elements.get(within);
    if (element.type !== "text" || container === undefined || !CONTAINERS.has(container.type)) continue;
    if (!labels.has(container.id) || ownTextId(container) === element.id) labels.set(container.id, element);
  }
  return labels;
}

const ALIGNS: Readonly<Record<string, Align>> = {
  left: "start",
  top: "start",
  center: "middle",
  middle: "middle",
  right: "end",
  bottom: "end",
};

export interface ElementText {
  /** Without the breaks that Excalidraw adds where it wraps lines. */
  readonly text: string;
  readonly font: ReturnType<typeof faceOf>["font"];
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly align: Align;
  readonly valign: Align;
  readonly lines: number;
  readonly isWrapped: boolean;
}

/** Distance of lines when a file does not say it, ems. */
const LINE_HEIGHT = 1.25;

/** @param usual the alignment when the file says nothing */
export function textOf({ source, h }: Element, usual: Align): ElementText {
  const shown = textOr(source.text, "");
  const text = textOr(source.originalText, shown) || shown;
  const align = (value: unknown) => ALIGNS[textOr(value, "")] ?? usual;
  const { font, fontSize } = faceOf(source);
  const lines = Math.max(1, shown.split(/\r\n?|\n/).length);
  // Before 2023, files have no line height: that of their font, which their height shows.
  const shownHeight = h / (lines * fontSize);
  const lineHeight = numberOr(source.lineHeight, shownHeight > 0.8 && shownHeight < 2 ? shownHeight : LINE_HEIGHT);
  return {
    text: shownText(text),
    font,
    fontSize,
    lineHeight,
    align: align(source.textAlign),
    valign: align(source.verticalAlign),
    lines,
    isWrapped: source.autoResize === false || text !== shown,
  };
}

/** A label with letters that are no wider than its own were, where ours are wider. */
export function widthKept(words: ElementText, { source, w }: Element): ElementText {
  return { ...words, ...asWide(words, shownText(textOr(source.text, words.text)), w) };
}
