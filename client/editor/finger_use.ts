import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { NOTICES } from "../messages/en/notices.ts";

export type FingerChoice = "draw" | "pan";

/**
 * What one finger does while a drawing tool is active: draw, or pan the board. Fingers draw until a pen is used. After
 * that most touches come from the hand that holds the pen, so fingers pan.
 */
export class FingerUse {
  /** The person's choice; undefined until they choose. Then fingers pan if a pen is in use. */
  readonly chosen: Signal<FingerChoice | undefined> = signal<FingerChoice | undefined>(undefined);
  /** True on a device with touch. Without touch, the choice is not offered. */
  readonly isPossible: Signal<boolean> = signal(false);
  /** True once the person was told why a finger did not draw. */
  readonly isExplained: Signal<boolean> = signal(false);
  readonly #hasPen = signal(false);
  readonly #tell: (words: string) => void;

  readonly pans: ReadonlySignal<boolean> = computed(() =>
    this.chosen.value === undefined ? this.#hasPen.value : this.chosen.value === "pan"
  );

  /** @param tell shows a hint */
  constructor(tell: (words: string) => void) {
    this.#tell = tell;
  }

  /** A pen touched the board. Hovering does not count: the pen may just lie on the screen. */
  penDown(): void {
    this.#hasPen.value = true;
  }

  /** A finger panned where the person may have meant to draw. Shows a hint, once. */
  explain(): void {
    if (this.chosen.peek() !== undefined || this.isExplained.peek()) return;
    this.isExplained.value = true;
    this.#tell(NOTICES.fingersPan);
  }
}
