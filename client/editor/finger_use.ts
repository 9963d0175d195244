import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";

export type FingerChoice = "draw" | "pan";

const HINT = "Fingers move the board while you use a pen. The menu has “Finger draws”";

/**
 * What one finger does while a tool that draws is in hand: it draws, or it moves the board. Fingers draw until a pen does:
 * then most touches are of the hand that holds it.
 */
export class FingerUse {
  /** What the person chose; undefined leaves it to whether a pen is in use. */
  readonly chosen: Signal<FingerChoice | undefined> = signal<FingerChoice | undefined>(undefined);
  /** The device feels fingers: otherwise nobody is asked. */
  readonly isPossible: Signal<boolean> = signal(false);
  /** The person was told why a finger did not draw. */
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

  /** A pen touched the board. To hover is not enough: a pen may lie on the screen. */
  penDown(): void {
    this.#hasPen.value = true;
  }

  /** A finger moved the board where the person may have meant to draw: says so once. */
  explain(): void {
    if (this.chosen.peek() !== undefined || this.isExplained.peek()) return;
    this.isExplained.value = true;
    this.#tell(HINT);
  }
}
