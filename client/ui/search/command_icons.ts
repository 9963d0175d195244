import type { Picture } from "../controls/icon.tsx";
import { BOARD_ICONS, TOOL_ICONS } from "../controls/board_icons.ts";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { MENU_ICONS } from "../view/menu_icons.ts";

/** Icons of commands that are not tools, by their ids. The same as on buttons and in menus. */
const ICONS: Readonly<Record<string, Picture>> = {
  "tool.keep": "keep",
  undo: BOARD_ICONS.undo,
  redo: BOARD_ICONS.redo,
  copy: "copy",
  duplicate: "copy",
  delete: PANEL_ICONS.trash,
  lock: PANEL_ICONS.lock,
  unlock: PANEL_ICONS["lock-open"],
  group: PANEL_ICONS.group,
  ungroup: PANEL_ICONS.ungroup,
  "order.front": PANEL_ICONS.front,
  "order.back": PANEL_ICONS.back,
  "flip.across": PANEL_ICONS["flip-across"],
  "flip.down": PANEL_ICONS["flip-down"],
  "align.left": PANEL_ICONS["align-left"],
  "align.center": PANEL_ICONS["align-center"],
  "align.right": PANEL_ICONS["align-right"],
  "align.top": PANEL_ICONS["align-top"],
  "align.middle": PANEL_ICONS["align-center-down"],
  "align.bottom": PANEL_ICONS["align-bottom"],
  "distribute.across": PANEL_ICONS["distribute-across"],
  "distribute.down": PANEL_ICONS["distribute-down"],
  "image.crop": PANEL_ICONS.crop,
  "image.uncrop": PANEL_ICONS.uncrop,
  "image.replace": PANEL_ICONS.replace,
  "image.add": MENU_ICONS.image,
  "image.camera": MENU_ICONS.camera,
  "link.shape": PANEL_ICONS.link,
  "zoom.in": "plus",
  "zoom.out": BOARD_ICONS.minus,
  "zoom.fit": BOARD_ICONS.fit,
  find: "search",
  talk: BOARD_ICONS.talk,
  comments: TOOL_ICONS.comment,
  "comment.here": TOOL_ICONS.comment,
  connection: MENU_ICONS.connection,
  settings: MENU_ICONS.settings,
  grid: MENU_ICONS.grid,
  minimap: MENU_ICONS.map,
  zen: BOARD_ICONS.eye,
  share: BOARD_ICONS.share,
  export: MENU_ICONS.save,
  open: MENU_ICONS.open,
  palette: MENU_ICONS.command,
  help: BOARD_ICONS.help,
  "finger.draw": "pen",
  "finger.pan": TOOL_ICONS.hand,
};

/** The icon of a command; most commands have none. */
export function commandIcon(id: string): Picture | undefined {
  if (Object.hasOwn(ICONS, id)) return ICONS[id];
  const tool = id.startsWith("tool.") ? id.slice("tool.".length) : "";
  return Object.hasOwn(TOOL_ICONS, tool) ? TOOL_ICONS[tool as keyof typeof TOOL_ICONS] : undefined;
}
