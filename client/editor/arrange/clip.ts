import { toPortable } from "../../../board/portable/portable.ts";
import type { Shape } from "../../../board/shape.ts";

/** The clipboard content for a selection: plain text for other programs, and the shapes in HTML. */
export interface Clip {
  readonly text: string;
  readonly html: string;
}

/** The attribute that holds the shapes. Clipboards keep HTML, but drop custom formats. */
export const CLIP_ATTRIBUTE = "data-drawbridge";

export function clipOf(shapes: readonly Shape[]): Clip {
  const text = shapes.map((shape) => "text" in shape ? shape.text ?? "" : "").filter(Boolean).join("\n");
  const json = encodeURIComponent(JSON.stringify(toPortable(shapes)));
  return { text, html: `<span ${CLIP_ATTRIBUTE}="${json}">${escaped(text)}</span>` };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
