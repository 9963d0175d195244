import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { type Nib, NIBS } from "../../../board/shape.ts";
import type { ToolName } from "../../tools/tool.ts";
import type { Style } from "./style.ts";

/** Each nib keeps its own style, so that the highlighter does not take the pen's colour. */
export class NibStyles {
  /** The style of the current nib. */
  readonly current: Signal<Style>;
  readonly #styles: Record<Nib, Style> = {
    pen: { color: "black", size: "m" },
    highlighter: { color: "yellow", size: "m" },
  };
  readonly #stop: () => void;
  #nib: Nib = "pen";

  constructor(tool: ReadonlySignal<ToolName>) {
    this.current = signal(this.#styles.pen);
    this.#stop = effect(() => {
      const nib = tool.value;
      if (!isNib(nib) || nib === this.#nib) return;
      this.#styles[this.#nib] = this.current.peek();
      this.#nib = nib;
      this.current.value = this.#styles[nib];
    });
  }

  /** The active nib, or the last one while another tool is active. */
  get inHand(): Nib {
    return this.#nib;
  }

  of(nib: Nib): Style {
    return nib === this.#nib ? this.current.peek() : this.#styles[nib];
  }

  set(nib: Nib, style: Style): void {
    this.#styles[nib] = style;
    if (nib === this.#nib) this.current.value = style;
  }

  close(): void {
    this.#stop();
  }
}

/** True for tools that draw ink. */
export function isNib(tool: ToolName): tool is Nib {
  return (NIBS as readonly string[]).includes(tool);
}
