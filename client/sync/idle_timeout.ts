/** `come` resolves after `ms` without a call of `end`. */
export class IdleTimeout {
  readonly come: Promise<void>;
  readonly #ms: number;
  #comes!: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number) {
    this.#ms = ms;
    this.come = new Promise((resolve) => this.#comes = resolve);
    this.end();
  }

  /** Restarts the wait. */
  end(): void {
    this.close();
    this.#timer = setTimeout(this.#comes, this.#ms);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
