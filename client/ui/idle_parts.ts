import { Outline } from "./search/outline.tsx";
import { Announcer } from "./status/announcer.tsx";
import { WayBack } from "./view/return_button.tsx";

/**
 * The parts that every page needs after the interface: those for screen readers, and the way back. One
 * module compresses better than three.
 */
export const IDLE_PARTS = { announcer: Announcer, outline: Outline, wayBack: WayBack };
