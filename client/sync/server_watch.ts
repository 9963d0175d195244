import type { Clock } from "../../board/clock.ts";

/** The server answers within a few ms. A network that takes longer than this is as good as gone. */
const ANSWER_MS = 4_000;

interface ServerWatchOptions {
  readonly clock: Clock;
  /** Bytes that the browser has not handed to the network yet. */
  readonly bufferedBytes: () => number;
  /** `isAnswering` changed. */
  readonly changed: () => void;
}

/** Watches that the server answers in time. A socket to a network that is gone stays open for minutes. */
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

  /** A frame was sent that the server answers in some way. */
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

  /** @param isAwaited another update was sent and is not acknowledged */
  acknowledged(isAwaited: boolean): void {
    if (isAwaited) this.#acknowledgement.restart();
    else this.#acknowledgement.stop();
    this.#tell();
  }

  /** Forgets what was sent, for a new connection or for good. Tells nobody. */
  close(): void {
    this.#heartbeat.stop();
    this.#acknowledgement.stop();
    this.#wasAnswering = true;
  }

  /** Much data on a slow network takes longer: the browser is still handing it over. */
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

/** The time within which one answer is due. */
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
