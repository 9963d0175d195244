import { XmlElement, XmlText } from "@rgrove/parse-xml";
import { lengthOf } from "./svg_length.ts";
import type { Style } from "./svg_style.ts";

/** Words that stand on one line. */
export interface TextRun {
  words: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly style: Style;
}

/** The lines of a text: each place that it names begins one. */
export function textRuns(
  text: XmlElement,
  style: Style,
  styleOf: (element: XmlElement, parent: Style) => Style,
): TextRun[] {
  const runs: TextRun[] = [];
  let isNew = true, at = { x: 0, y: 0 };
  const read = (element: XmlElement, style: Style) => {
    const { x, y, dx, dy } = element.attributes;
    const size = lengthOf(style["font-size"], 16);
    if (x !== undefined || y !== undefined || dy !== undefined) {
      at = {
        x: lengthOf(x, at.x) + (x === undefined ? 0 : lengthOf(dx, 0)),
        y: lengthOf(y, at.y) + emsOf(dy, size),
      };
      isNew = true;
    }
    for (const child of element.children) {
      if (child instanceof XmlText) {
        const words = child.text.replace(/\s+/g, " ");
        if (words === "" || words === " " && isNew) continue;
        if (isNew) runs.push({ words: words.trimStart(), ...at, style });
        else runs.at(-1)!.words += words;
        isNew = false;
      } else if (child instanceof XmlElement && /^(svg:)?(tspan|textPath|a)$/.test(child.name)) {
        read(child, styleOf(child, style));
      }
    }
  };
  read(text, style);
  return runs.map((run) => ({ ...run, words: run.words.trimEnd() })).filter(({ words }) => words !== "");
}

function emsOf(value: string | undefined, size: number): number {
  return value?.trim().endsWith("em") ? parseFloat(value) * size || 0 : lengthOf(value, 0);
}
