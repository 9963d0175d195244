import { ICON_PATHS, type Picture } from "./icon.tsx";
import { lucide } from "./lucide.ts";

/** Icons of the board's interface, loaded with it. */
export const BOARD_ICONS = {
  undo: { d: lucide("undo-2") },
  redo: { d: lucide("redo-2") },
  minus: { d: lucide("minus") },
  fit: { d: lucide("maximize") },
  share: { d: lucide("share-2") },
  eye: { d: lucide("eye") },
  help: { d: lucide("circle-question-mark") },
  offline: { d: lucide("cloud-off") },
  alert: { d: lucide("triangle-alert") },
  talk: { d: lucide("message-circle") },
} as const satisfies Record<string, Picture>;

/** Icons of tools and shapes, by name. */
export const TOOL_ICONS = {
  select: { d: lucide("mouse-pointer-2") },
  rectangle: { d: lucide("square") },
  ellipse: { d: lucide("circle") },
  line: { d: "M5 19 19 5" },
  diamond: { d: lucide("diamond") },
  triangle: { d: lucide("triangle") },
  hexagon: { d: lucide("hexagon") },
  star: { d: lucide("star") },
  cloud: { d: lucide("cloud") },
  text: { d: lucide("type") },
  note: { d: lucide("sticky-note") },
  frame: { d: lucide("frame") },
  comment: { d: lucide("message-square") },
  laser: { d: lucide("wand") },
  lasso: { d: lucide("lasso") },
  hand: { d: lucide("hand") },
  highlighter: { d: lucide("highlighter") },
  eraser: { d: lucide("eraser") },
  arrow: { d: lucide("arrow-right") },
  pen: { d: ICON_PATHS.pen },
  shapes: { d: lucide("shapes") },
} as const satisfies Record<string, Picture>;

/** The icon of a tool. Tools without an icon get the general "shapes" icon. */
export function iconOf(tool: string): Picture {
  return Object.hasOwn(TOOL_ICONS, tool) ? TOOL_ICONS[tool as keyof typeof TOOL_ICONS] : TOOL_ICONS.shapes;
}
