import type { ToolDefinition } from "../tool_registry.ts";
import { type Form, FORMS } from "../../../board/style.ts";
import type { Drag } from "../drag.ts";
import { type Draw, lineStyle, ShapeTool } from "./shape_tool.ts";

/** Size of a form made by a click, board units. */
const CLICK_SIZE = { w: 120, h: 120 };

/**
 * Draws a closed form by its box. Shift keeps it square, Alt draws from the middle; a click makes one of default size.
 */
export function drawForm(form: Form): Draw {
  return (drag, start, context) => {
    const look = context.look();
    const { fill, fillColor, rounded } = look;
    return {
      ...start,
      kind: "geo",
      form,
      ...boxOf(drag, CLICK_SIZE),
      ...lineStyle(look),
      ...(fill !== "none" && { fill, fillColor }),
      ...(rounded && { rounded }),
    };
  };
}

/** The box of a drag, or a box of `size` around a click. Board units. */
export function boxOf(
  { start, dx, dy, isFar, keys }: Drag,
  size: { w: number; h: number },
): { x: number; y: number; w: number; h: number } {
  if (!isFar) return { x: start.x - size.w / 2, y: start.y - size.h / 2, ...size };
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  const toX = keys.shift ? Math.sign(dx) * side : dx, toY = keys.shift ? Math.sign(dy) * side : dy;
  const w = Math.abs(toX), h = Math.abs(toY);
  if (keys.alt) return { x: start.x - w, y: start.y - h, w: 2 * w, h: 2 * h };
  return { x: Math.min(start.x, start.x + toX), y: Math.min(start.y, start.y + toY), w, h };
}

const FORM_KEYS: Partial<Record<Form, string>> = { rectangle: "R", ellipse: "O" };

/** One tool for each form. */
export const FORM_TOOLS: readonly ToolDefinition[] = FORMS.map((form) => ({
  name: form,
  label: form[0].toUpperCase() + form.slice(1),
  keys: form in FORM_KEYS ? [FORM_KEYS[form]!] : [],
  button: "menu",
  makes: "geo",
  create: (context) => new ShapeTool(form, drawForm(form), context),
}));
