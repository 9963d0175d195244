import { effect } from "@preact/signals-core";
import { type Clock, systemClock } from "../../board/clock.ts";
import type { Motion } from "../../board/figure/motion.ts";
import type { TurnedBox } from "../../board/figure/place.ts";
import { HELD_SHAPES_MAX } from "../../board/limits.ts";
import type { Editor } from "./editor.ts";

/**
 * What was let go is told to be under the hand for so long, ms: what it wrote and this come in no certain order, and who
 * heard of the end first would see it where it was before.
 */
const LINGER_MS = 200;

/** Tells others what I have selected, and what that goes through under my hand, for as long as there is the page. */
export class HeldReport {
  readonly #editor: Editor;
  readonly #clock: Clock;
  #motion: Motion | undefined;
  /** Around shapes that are too many to be named, as it was before the motion. */
  #box: TurnedBox | undefined;
  /** Counts gestures. */
  #gesture = 0;
  /** Ends the wait for that what was let go is forgotten. */
  #linger: (() => void) | undefined;

  constructor(editor: Editor, clock: Clock = systemClock) {
    this.#editor = editor;
    this.#clock = clock;
    effect(() => {
      void editor.selection.ids.value;
      // What lingered was about what was selected before.
      if (this.#linger === undefined) this.#look();
      else this.#letGo();
    });
    effect(() => {
      void editor.selection.version.value;
      // While it moves, others move the box that it began with: written, it would be moved once more.
      if (this.#motion === undefined && editor.selection.ids.peek().size > HELD_SHAPES_MAX) this.#look();
    });
    editor.drafts.onChange(() => this.#follow());
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
    return ids.peek().size > HELD_SHAPES_MAX ? outline.peek() : undefined;
  }

  #stay(): void {
    this.#linger?.();
    this.#linger = undefined;
  }

  #tell(): void {
    const { selection, outbox } = this.#editor;
    const ids = selection.ids.peek();
    if (ids.size === 0) return outbox.hold(undefined);
    outbox.hold({
      shapes: ids.size > HELD_SHAPES_MAX ? [] : [...ids],
      box: this.#box,
      ...(this.#motion && { gesture: this.#gesture, motion: this.#motion }),
    });
  }
}
