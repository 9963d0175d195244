import { effect } from "@preact/signals-core";
import { type Clock, systemClock } from "../../../board/clock.ts";
import type { Motion } from "../../../board/figure/motion.ts";
import type { TurnedBox } from "../../../board/figure/point.ts";
import { SELECTED_SHAPES_MAX } from "../../../board/limits.ts";
import type { Editor } from "../editor.ts";

/**
 * How long a finished motion is still reported, ms. The document change and the presence message arrive in no fixed
 * order; a peer that received the end first would show the shapes at their old place.
 */
const LINGER_MS = 200;

/** Reports the local user's selection and its motion to peers. */
export class SelectionReport {
  readonly #editor: Editor;
  readonly #clock: Clock;
  #motion: Motion | undefined;
  /** The box around the selection when it has too many shapes to list, as it was before the motion. */
  #box: TurnedBox | undefined;
  /** Number of the current gesture. */
  #gesture = 0;
  /** Cancels the linger timer. */
  #linger: (() => void) | undefined;
  readonly #stops: readonly (() => void)[];

  constructor(editor: Editor, clock: Clock = systemClock) {
    this.#editor = editor;
    this.#clock = clock;
    this.#stops = [
      effect(() => {
        void [editor.selection.ids.value, editor.canDraw.value];
        // A lingering motion belongs to the previous selection.
        if (this.#linger === undefined) this.#look();
        else this.#letGo();
      }),
      effect(() => {
        void editor.selection.version.value;
        // During a motion peers move the box they received at its start. An updated box would be moved twice.
        if (this.#motion === undefined && editor.selection.ids.peek().size > SELECTED_SHAPES_MAX) this.#look();
      }),
      editor.drafts.onChange(() => this.#follow()),
    ];
  }

  /** Safe to call twice. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#stay();
  }

  #follow(): void {
    const { motion } = this.#editor.drafts;
    if (motion) {
      if (this.#motion === undefined || this.#linger !== undefined) {
        this.#gesture++;
        this.#box = this.#boxNow();
      }
      this.#stay();
      this.#motion = motion;
      this.#tell();
    } else if (this.#motion && this.#linger === undefined) {
      this.#linger = this.#clock.after(LINGER_MS, () => this.#letGo());
    }
  }

  #letGo(): void {
    this.#stay();
    this.#motion = undefined;
    this.#look();
  }

  #look(): void {
    this.#box = this.#boxNow();
    this.#tell();
  }

  #boxNow(): TurnedBox | undefined {
    const { ids, outline } = this.#editor.selection;
    return ids.peek().size > SELECTED_SHAPES_MAX ? outline.peek() : undefined;
  }

  #stay(): void {
    this.#linger?.();
    this.#linger = undefined;
  }

  #tell(): void {
    const { selection, outbox, canDraw } = this.#editor;
    const ids = selection.ids.peek();
    // Presence with held shapes of somebody who may not draw is ignored as a whole, with the cursor.
    if (ids.size === 0 || !canDraw.peek()) return outbox.hold(undefined);
    outbox.hold({
      shapes: ids.size > SELECTED_SHAPES_MAX ? [] : [...ids],
      box: this.#box,
      ...(this.#motion && { gesture: this.#gesture, motion: this.#motion }),
    });
  }
}
