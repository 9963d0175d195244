import { fromPortable, parsePortable, toPortable } from "../../../board/portable.ts";
import type { Shape } from "../../../board/shape.ts";

/** The clipboard content for a selection: plain text for other programs, and the shapes in HTML. */
export interface Clip {
  readonly text: string;
  readonly html: string;
}

/** The attribute that holds the shapes. Clipboards keep HTML, but drop custom formats. */
const ATTRIBUTE = "data-drawbridge";

export function clipOf(shapes: readonly Shape[]): Clip {
  const text = shapes.map((shape) => "text" in shape ? shape.text ?? "" : "").filter(Boolean).join("\n");
  const json = encodeURIComponent(JSON.stringify(toPortable(shapes)));
  return { text, html: `<span ${ATTRIBUTE}="${json}">${escaped(text)}</span>` };
}

/** The shapes on a clipboard; undefined when there are none. Unreadable shapes are left out. */
export function shapesOf({ text, html }: Clip): readonly Shape[] | undefined {
  const carried = new RegExp(`${ATTRIBUTE}="([^"]*)"`).exec(html)?.[1];
  try {
    // The plain text may be the content of an exported file or picture.
    return fromPortable(parsePortable(carried === undefined ? text : decodeURIComponent(carried))).shapes;
  } catch {
    return undefined;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
