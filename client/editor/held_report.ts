import { effect } from "@preact/signals-core";
import { type Clock, systemClock } from "../../board/clock.ts";
import type { Motion } from "../../board/figure/motion.ts";
import { HELD_SHAPES_MAX } from "../../board/limits.ts";
import type { Editor } from "./editor.ts";
import { Pace } from "./pace.ts";

/** Others hear of it at most this often, ms. */
const REPORT_EVERY_MS = 50;
/**
 * What was let go is told to be under the hand for so long, ms: what it wrote and this come in no certain order, and who
 * heard of the end first would see it where it was before.
 */
const LINGER_MS = 200;

/** Tells others what I have selected, and what that goes through under my hand. */
export class HeldReport {
  readonly #editor: Editor;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #stops: (() => void)[];
  #motion: Motion | undefined;
  /** Counts gestures. */
  #gesture = 0;
  /** Ends the wait for that what was let go is forgotten. */
  #linger: (() => void) | undefined;
  #isHidden = false;
  #isTold = false;

  constructor(editor: Editor, clock: Clock = systemClock) {
    this.#editor = editor;
    this.#clock = clock;
    this.#pace = new Pace(() => this.#tell(), REPORT_EVERY_MS, clock);
    this.#stops = [
      effect(() => {
        void editor.selection.ids.value;
        // What lingered was about what was selected before.
        if (this.#linger !== undefined) this.#letGo();
        this.#pace.ask();
      }),
      effect(() => {
        void editor.selection.outline.value;
        if (editor.selection.ids.peek().size > HELD_SHAPES_MAX) this.#pace.ask();
      }),
      editor.drafts.onChange(() => this.#follow()),
    ];
  }

  /** The page is hidden, or seen again: who is not there holds nothing. */
  hide(isHidden: boolean): void {
    this.#isHidden = isHidden;
    this.#pace.ask();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#stay();
    this.#pace.close();
  }

  #follow(): void {
    const { motion } = this.#editor.drafts;
    if (motion) {
      if (this.#motion === undefined || this.#linger !== undefined) this.#gesture++;
      this.#stay();
      this.#motion = motion;
      this.#pace.ask();
    } else if (this.#motion && this.#linger === undefined) {
      this.#linger = this.#clock.after(LINGER_MS, () => this.#letGo());
    }
  }

  #letGo(): void {
    this.#stay();
    this.#motion = undefined;
    this.#pace.ask();
  }

  #stay(): void {
    this.#linger?.();
    this.#linger = undefined;
  }

  #tell(): void {
    const { selection, outbox } = this.#editor;
    const ids = this.#isHidden ? [] : [...selection.ids.peek()];
    if (ids.length === 0 && !this.#isTold) return;
    this.#isTold = ids.length > 0;
    if (ids.length === 0) return outbox.hold(undefined);
    const isMany = ids.length > HELD_SHAPES_MAX;
    outbox.hold({
      shapes: isMany ? [] : ids,
      box: isMany ? selection.outline.peek() : undefined,
      ...(this.#motion && { gesture: this.#gesture, motion: this.#motion }),
    });
  }
}
