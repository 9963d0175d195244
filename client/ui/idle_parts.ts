/**
 * The parts that every page needs after the interface: those for screen readers, and those that keys open, as people
 * type into them at once. One module compresses better than six.
 */
export { FindBar } from "./search/find_bar.tsx";
export { Outline } from "./search/outline.tsx";
export { Palette } from "./search/palette.tsx";
export { Announcer } from "./status/announcer.tsx";
export { ContextMenu } from "./view/context_menu.tsx";
export { WayBack } from "./view/return_button.tsx";
