import type { Drag } from "./drag.ts";

/** What a press of the select tool has become, from when it went far enough to be more than a click. */
export interface Gesture {
  /** CSS cursor while it lasts. */
  readonly cursor: string;
  /** Shows what it would make. */
  follow(drag: Drag): void;
  /** It ends and counts: at most one undo step. */
  commit(drag: Drag): void;
  /** It ends and nothing of it is left. */
  cancel(): void;
}
