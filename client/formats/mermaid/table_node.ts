import type { ShapeId } from "../../../board/id.ts";
import type { GeoShape, TextShape } from "../../../board/shape.ts";
import type { Paint } from "../../../board/style.ts";
import type { FlowNode } from "./flowchart.ts";
import type { Box, Size } from "./flowchart_layout.ts";
import { FONT, measured } from "./measure.ts";

/** Board units. */
const PADDING = 12, EMPTY_HEIGHT = 12, WIDTH_MAX = 480;

type Table = Pick<FlowNode, "text" | "sections">;

/** A single section without lines is left out; of several each shows that it is empty. */
function partsOf({ text, sections = [] }: Table): { readonly words: string; readonly w: number; readonly h: number }[] {
  if (sections.length === 1 && sections[0].length === 0) return partsOf({ text });
  return [text, ...sections.map((lines) => lines.join("\n"))].map((words) => {
    if (words === "") return { words, w: 0, h: EMPTY_HEIGHT };
    const { w, h } = measured(words, WIDTH_MAX);
    return { words, w, h: h + 2 * PADDING };
  });
}

export function tableSize(table: Table): Size {
  const parts = partsOf(table);
  return {
    w: Math.max(96, ...parts.map(({ w }) => w + 2 * PADDING)),
    h: parts.reduce((sum, { h }) => sum + h, 0),
  };
}

type Own = Omit<GeoShape, "order"> | Omit<TextShape, "order">;

/** A box to which arrows are tied, the heading on it, and below a box of each section. */
export function tableShapes(
  table: Table,
  box: Box,
  { id, newId, look, textColor = "black" }: {
    readonly id: ShapeId;
    readonly newId: () => ShapeId;
    readonly look: Pick<GeoShape, "color" | "width" | "dash" | "fill" | "fillColor">;
    readonly textColor: Paint | undefined;
  },
): Own[] {
  const { fill, fillColor, ...line } = look;
  const shapes: Own[] = [{ id, kind: "geo", form: "rectangle", ...box, ...line, fill: "solid", fillColor: "#ffffff" }];
  let { y } = box;
  for (const [i, { words, h }] of partsOf(table).entries()) {
    const place = { x: box.x, y, w: box.w, h };
    const heading = i === 0 && { fill: fill ?? "semi", fillColor: fillColor ?? "blue" };
    shapes.push({ id: newId(), kind: "geo", form: "rectangle", ...place, ...line, ...heading });
    if (words !== "") {
      const inside = { x: box.x + PADDING, y: y + PADDING, w: box.w - 2 * PADDING, h: h - 2 * PADDING };
      const align = i === 0 ? "middle" : "start";
      shapes.push({ id: newId(), kind: "text", ...inside, ...FONT, text: words, align, wraps: true, color: textColor });
    }
    y += h;
  }
  return shapes;
}
