import type { Editor } from "../editor.ts";
import { problemText } from "../problem.ts";
import type { Point } from "../../../board/figure/point.ts";
import { pastedKind } from "./pasted_kind.ts";
import { pageLinks } from "./pasted_links.ts";
import { type Clip, CLIP_ATTRIBUTE } from "./clip.ts";

/** The start of a text that another drawing program put on the clipboard, or of one of its files. */
const JSON_START = /^\s*\{[^]{0,4000}?"(type"\s*:\s*"excalidraw(lib|\/clipboard)?"|tldrawFileFormatVersion")/;
/** Not ours, which carry the shapes that they show. */
const SVG_START = /^\s*(<\?xml[^>]*>\s*)?<svg[\s>](?![^>]*>\s*<metadata>)/;
/** draw.io puts its XML on the clipboard as a part of a URL. */
const DRAWIO_START = /^\s*(<|%3C)mx(file|GraphModel)\b/;
const MERMAID_START =
  /^\s*(```mermaid\s+)?((flowchart|graph)\s+(TB|TD|BT|LR|RL)|(sequence|class|state|er)Diagram(-v2)?|mindmap)[ \t]*[\n\r;]/;
const TLDRAW_HTML = /<div[^>]*\sdata-tldraw/;

/** What a clipboard holds of another drawing program; undefined when it is none that we know. */
export function foreignDrawing({ text, html }: Clip): string | undefined {
  if (TLDRAW_HTML.test(html)) return html;
  return [JSON_START, SVG_START, DRAWIO_START, MERMAID_START].some((start) => start.test(text)) ? text : undefined;
}

/**
 * Adds the drawing of another program, with its middle at a place. The code that reads it loads with the first one.
 *
 * @returns false when the clipboard holds none
 */
export function pasteForeign(editor: Editor, clip: Clip, at: Point): boolean {
  // Shapes of ours have texts as well, of which one may look like a table.
  const isOurs = clip.html.includes(CLIP_ATTRIBUTE);
  const foreign = foreignDrawing(clip);
  const kind = isOurs || foreign !== undefined ? undefined : pastedKind(clip.text);
  const drawing = foreign ?? (kind === "links" ? pageLinks(clip.text)!.join("\n") : kind && clip.text);
  if (drawing === undefined) return false;
  if (editor.canDraw.peek()) {
    void editor.outlet().then((outlet) => outlet.pasteDrawing(drawing, at, kind))
      .catch((error) => editor.problem.value = problemText(error));
  }
  return true;
}
