import { FindBar } from "./search/find_bar.tsx";
import { Outline } from "./search/outline.tsx";
import { Palette } from "./search/palette.tsx";
import { Announcer } from "./status/announcer.tsx";
import { ContextMenu } from "./view/context_menu.tsx";
import { WayBack } from "./view/return_button.tsx";

/**
 * The parts that every page needs after the interface: those for screen readers, and those that keys open, as people
 * type into them at once. One module compresses better than six.
 */
export const IDLE_PARTS = {
  announcer: Announcer,
  find: FindBar,
  menu: ContextMenu,
  outline: Outline,
  palette: Palette,
  wayBack: WayBack,
};
