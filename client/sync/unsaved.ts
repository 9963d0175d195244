/**
 * Counts local changes that the server has not acknowledged as durable.
 *
 * The server acknowledges "your first n update frames on this connection are durable". A frame carries one change; the
 * difference at the start of a connection carries all changes so far.
 *
 *     changed ──▶ pending ──sent──▶ in flight (with its frame's number) ──saved(n)──▶ acknowledged
 *                    ▲───────────disconnected────────┘
 */
export class Unsaved {
  #waiting: number;
  #inFlight: { frame: number; changes: number }[] = [];
  #frames = 0;
  #isConnected = false;
  /** False until the first difference is acknowledged, because the state of the server is unknown before. */
  #isConfirmed = false;

  /** @param changes number of unacknowledged changes when the page was last closed */
  constructor(changes = 0) {
    this.#waiting = changes;
  }

  /** Number of unacknowledged local changes. */
  get changes(): number {
    return this.#inFlight.reduce((sum, { changes }) => sum + changes, this.#waiting);
  }

  /** True when the server has acknowledged everything. */
  get isNone(): boolean {
    return this.#isConnected && this.#isConfirmed && this.changes === 0;
  }

  /** Adds unacknowledged changes of an earlier page load. */
  found(changes: number): void {
    this.#waiting += changes;
  }

  /** True while changes are in flight; they may or may not have arrived. */
  get isUnderWay(): boolean {
    return this.#inFlight.some(({ changes }) => changes > 0);
  }

  /** True while a frame is unacknowledged. */
  get isAwaited(): boolean {
    return this.#inFlight.length > 0;
  }

  changed(): void {
    this.#waiting++;
  }

  /** One update frame was sent with all pending changes. */
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
