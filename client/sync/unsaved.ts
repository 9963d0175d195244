/**
 * Counts my changes that the server has not confirmed to be durable.
 *
 * The server says "your first n update frames on this connection are durable"; a frame carries one change, except for
 * the difference sent when a connection begins, which carries all there were.
 *
 *     changed ──▶ waiting ──sent──▶ in flight (with its frame's number) ──saved(n)──▶ gone
 *                    ▲───────────disconnected────────┘
 */
export class Unsaved {
  #waiting: number;
  #inFlight: { frame: number; changes: number }[] = [];
  #frames = 0;
  #isConnected = false;
  /** Until the first difference is confirmed nothing is known about what the server has. */
  #isConfirmed = false;

  /** `changes` were not confirmed when the page was closed the last time. */
  constructor(changes = 0) {
    this.#waiting = changes;
  }

  /** Changes of mine that are not confirmed. */
  get changes(): number {
    return this.#inFlight.reduce((sum, { changes }) => sum + changes, this.#waiting);
  }

  /** True when everything here is known to be durable on the server. */
  get isNone(): boolean {
    return this.#isConnected && this.#isConfirmed && this.changes === 0;
  }

  /** Changes that an earlier page load left on this device. */
  found(changes: number): void {
    this.#waiting += changes;
  }

  /** True while changes are on their way: they may have arrived, or not. */
  get isUnderWay(): boolean {
    return this.#inFlight.some(({ changes }) => changes > 0);
  }

  /** True while a frame was sent and is not confirmed. */
  get isAwaited(): boolean {
    return this.#inFlight.length > 0;
  }

  changed(): void {
    this.#waiting++;
  }

  /** One update frame was sent with all that waited. */
  sent(): void {
    this.#inFlight.push({ frame: ++this.#frames, changes: this.#waiting });
    this.#waiting = 0;
  }

  saved(frames: number): void {
    this.#inFlight = this.#inFlight.filter(({ frame }) => frame > frames);
    if (this.#inFlight.length === 0) this.#isConfirmed = true;
  }

  connected(): void {
    this.#frames = 0;
    this.#isConnected = true;
    this.#isConfirmed = false;
  }

  disconnected(): void {
    this.#waiting = this.changes;
    this.#inFlight = [];
    this.#isConnected = false;
    this.#isConfirmed = false;
  }
}
