import { FindBar } from "./search/find_bar.tsx";
import { Outline } from "./search/outline.tsx";
import { Announcer } from "./status/announcer.tsx";
import { WayBack } from "./view/return_button.tsx";

/**
 * The parts that every page needs after the interface: those for screen readers, and the find bar, as people type into
 * it at once. One module compresses better than four.
 */
export const IDLE_PARTS = { announcer: Announcer, find: FindBar, outline: Outline, wayBack: WayBack };
