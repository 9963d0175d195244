import packing from "lz-string";
import { DrawingError } from "../drawing.ts";
import { isRecord, record } from "../json.ts";

/** A longer text is not expanded: a few letters of it can stand for thousands. */
const PACKED_MAX = 16 * 1024 * 1024;

/**
 * What tldraw put on the clipboard, as JSON; undefined when a text is none of its. Versions write in an element
 *
 *     <div data-tldraw>{ type: "application/tldraw", data: { shapes, bindings, … } }</div>
 *     <div data-tldraw>the same, packed by lz-string</div>
 *     <div data-tldraw>{ version: 3, data: { assets, otherCompressed: the rest, packed } }</div>
 */
export function tldrawClip(html: string): string | undefined {
  const inside = /<div[^>]*\sdata-tldraw[^>]*>([^<]*)<\/div>/.exec(html)?.[1];
  if (inside === undefined) return undefined;
  const text = unescaped(inside).trim();
  try {
    const { data } = record(JSON.parse(text.startsWith("{") ? text : unpacked(text)));
    const { otherCompressed } = record(data);
    const content = typeof otherCompressed === "string" ? JSON.parse(unpacked(otherCompressed)) : data;
    if (!isRecord(content)) throw new DrawingError("broken");
    return JSON.stringify({
      assets: record(data).assets,
      ...content,
      shapes: content.shapes ?? [],
      rootShapeIds: content.rootShapeIds ?? [],
    });
  } catch {
    throw new DrawingError("broken");
  }
}

function unpacked(text: string): string {
  if (text.length > PACKED_MAX) throw new DrawingError("tooLarge");
  return packing.decompressFromBase64(text) ?? "";
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: "&", lt: "<", gt: ">", "#39": "'", nbsp: " " };

function unescaped(html: string): string {
  return html.replace(/&(quot|amp|lt|gt|#39|nbsp);/g, (_, name) => ENTITIES[name]);
}
