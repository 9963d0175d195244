import type { Clock } from "../../board/clock.ts";

/** Time limit for an answer, ms. The server answers within a few ms, so a slower network counts as lost. */
const ANSWER_MS = 4_000;

interface ServerWatchOptions {
  readonly clock: Clock;
  /** Bytes that the browser has not passed to the network yet. */
  readonly bufferedBytes: () => number;
  /** `isAnswering` changed. */
  readonly changed: () => void;
}

/** Detects a server that does not answer in time. A socket stays open for minutes after its network is gone. */
export class ServerWatch {
  readonly #options: ServerWatchOptions;
  readonly #heartbeat: Deadline;
  readonly #acknowledgement: Deadline;
  #wasAnswering = true;
  #bufferedBytes = 0;

  constructor(options: ServerWatchOptions) {
    this.#options = options;
    this.#heartbeat = new Deadline(options.clock, () => this.#tell());
    this.#acknowledgement = new Deadline(options.clock, () => {
      if (this.#isUploading()) this.#acknowledgement.restart();
      else this.#tell();
    });
  }

  /** False while an answer is overdue. */
  get isAnswering(): boolean {
    return !this.#heartbeat.isOver && !this.#acknowledgement.isOver;
  }

  /** Call after sending a frame that the server answers. */
  asked(): void {
    this.#heartbeat.start();
  }

  heard(): void {
    this.#heartbeat.stop();
    this.#tell();
  }

  updateSent(): void {
    this.#acknowledgement.start();
  }

  /** @param isAwaited a later update is still unacknowledged */
  acknowledged(isAwaited: boolean): void {
    if (isAwaited) this.#acknowledgement.restart();
    else this.#acknowledgement.stop();
    this.#tell();
  }

  /** Resets the deadlines, for a new connection or for good. Does not call `changed`. */
  close(): void {
    this.#heartbeat.stop();
    this.#acknowledgement.stop();
    this.#wasAnswering = true;
  }

  /** True while the browser is still sending a large update over a slow network. */
  #isUploading(): boolean {
    const before = this.#bufferedBytes;
    this.#bufferedBytes = this.#options.bufferedBytes();
    return this.#bufferedBytes > 0 && this.#bufferedBytes !== before;
  }

  #tell(): void {
    if (this.isAnswering === this.#wasAnswering) return;
    this.#wasAnswering = this.isAnswering;
    this.#options.changed();
  }
}

/** The deadline for one answer. */
class Deadline {
  readonly #clock: Clock;
  readonly #passed: () => void;
  #cancel: (() => void) | undefined;
  #isOver = false;

  constructor(clock: Clock, passed: () => void) {
    this.#clock = clock;
    this.#passed = passed;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Has no effect while an earlier answer is awaited or overdue. */
  start(): void {
    if (this.#cancel || this.#isOver) return;
    this.#cancel = this.#clock.after(ANSWER_MS, () => {
      this.#cancel = undefined;
      this.#isOver = true;
      this.#passed();
    });
  }

  restart(): void {
    this.stop();
    this.start();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#isOver = false;
  }
}
