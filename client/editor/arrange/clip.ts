import { fromPortable, parsePortable, toPortable } from "../../../board/portable.ts";
import type { Shape } from "../../../board/shape.ts";

/** What goes onto the system's clipboard: words for others, the shapes for us. */
export interface Clip {
  readonly text: string;
  readonly html: string;
}

/** The attribute that carries the shapes: clipboards keep HTML, and drop kinds they do not know. */
const ATTRIBUTE = "data-drawbridge";

export function clipOf(shapes: readonly Shape[]): Clip {
  const text = shapes.map((shape) => "text" in shape ? shape.text ?? "" : "").filter(Boolean).join("\n");
  const json = encodeURIComponent(JSON.stringify(toPortable(shapes)));
  return { text, html: `<span ${ATTRIBUTE}="${json}">${escaped(text)}</span>` };
}

/** The shapes on a clipboard; undefined when there are none of ours. What cannot be read is left out. */
export function shapesOf({ text, html }: Clip): Shape[] | undefined {
  const carried = new RegExp(`${ATTRIBUTE}="([^"]*)"`).exec(html)?.[1];
  try {
    // The text of a file or picture of ours may be pasted as well.
    return fromPortable(parsePortable(carried === undefined ? text : decodeURIComponent(carried))).shapes;
  } catch {
    return undefined;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
