import type { Direction, FlowNode } from "./flowchart.ts";
import type { Size } from "./flowchart_layout.ts";
import { measured } from "./measure.ts";
import { tableSize } from "./table_node.ts";

/** The part of a circle's width and height that has room for text. */
const TEXT_PART = 0.7;

/** The size of a node around its words. */
export function sizeOf(node: Pick<FlowNode, "form" | "text" | "sections">, direction: Direction): Size {
  const { form, text } = node;
  const { w, h } = measured(text);
  switch (form) {
    case "circle": {
      const side = Math.max(Math.hypot(w, h), w / TEXT_PART, h / TEXT_PART) + 8;
      return { w: side, h: side };
    }
    case "diamond":
      if (text === "") return { w: 40, h: 40 };
      return { w: 2 * w + 16, h: 2 * h + 16 };
    case "hexagon":
      return { w: (w + 24) / 0.75, h: h + 28 };
    case "cylinder":
      return { w: w + 40, h: h + 64 };
    case "leaning":
    case "trapezoid":
      return { w: (w + 24) / 0.6, h: h + 28 };
    case "cloud":
      return { w: (w + 24) * 1.5, h: (h + 24) * 1.5 };
    case "dot":
    case "ring":
      return { w: 24, h: 24 };
    case "bar":
      return direction === "TB" || direction === "BT" ? { w: 96, h: 8 } : { w: 8, h: 96 };
    case "table":
      return tableSize(node);
    default:
      return { w: Math.max(64, w + 40), h: h + 28 };
  }
}
