import type { Picture } from "../controls/icon.tsx";
import { lucide } from "../controls/lucide.ts";

/** Icons of what menus offer, loaded with them. */
export const MENU_ICONS = {
  install: { d: lucide("monitor-down") },
  command: { d: lucide("command") },
  save: { d: lucide("download") },
  open: { d: lucide("folder-open") },
  image: { d: lucide("image") },
  camera: { d: lucide("camera") },
  map: { d: lucide("map") },
  settings: { d: lucide("settings") },
  connection: { d: lucide("wifi") },
  percent: { d: lucide("percent") },
  dark: { d: lucide("moon") },
  light: { d: lucide("sun") },
  grid: { d: lucide("grid-3x3") },
} as const satisfies Record<string, Picture>;
