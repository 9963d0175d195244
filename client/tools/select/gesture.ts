import type { Drag } from "../drag.ts";

/** The action that a press of the select tool becomes once it moves farther than a click. */
export interface Gesture {
  /** CSS cursor during the gesture. */
  readonly cursor: string;
  /** Shows a preview. */
  follow(drag: Drag): void;
  /** Ends the gesture and applies it as one undo step at most. */
  commit(drag: Drag): void;
  /** Ends the gesture and discards it. */
  cancel(): void;
}
