import { CONTROLS } from "../messages/en/controls.ts";
import type { Editor } from "./editor.ts";

/** The code of a module that is loaded after the page, since the first stroke does not need it. */
export class LateCode<T> {
  readonly #import: () => Promise<T>;
  #code: T | undefined;

  constructor(load: () => Promise<T>) {
    this.#import = load;
  }

  /** Loads the code once. A failed attempt is repeated at the next call. */
  async load(): Promise<T> {
    return this.#code ??= await this.#import();
  }

  /**
   * Calls `work` with the code: at once if it has loaded. Calls `failed` if there is no network.
   *
   * @returns a promise of that call while the code is loading; undefined if it has loaded
   */
  use(work: (code: T) => void, failed: () => void): Promise<void> | undefined {
    if (!this.#code) return this.load().then(work, failed);
    work(this.#code);
  }
}

/** Calls `work` with the code. While it loads, other input waits for it. Without a network, a notice says so. */
export function withCode<T>(
  { problem, waiting }: Pick<Editor, "problem" | "waiting">,
  code: LateCode<T>,
  work: (code: T) => void,
  failed = () => {},
): void {
  const fail = () => {
    problem.value = CONTROLS.notLoaded;
    failed();
  };
  waiting.holdUntil(code.use(work, fail));
}
