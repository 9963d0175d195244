/** Deliveries of the whole process in one slot above which no room sends at once any more: about what a core can do. */
const DELIVERIES_MAX = 1_000;
const SLOT_MS = 20;

/**
 * What all rooms of a process send together. A room that has just woken up does not know yet how busy it will be; when
 * many wake up at once, sending each update at once would stop everybody for as long as it takes to find out.
 */
export class Traffic {
  #slotStart = 0;
  #deliveries = 0;

  /** Counts deliveries that are due `now`, the clock's ms. @returns true while there are more of them than should be sent at once */
  add(deliveries: number, now: number): boolean {
    if (now - this.#slotStart >= SLOT_MS) {
      this.#slotStart = now;
      this.#deliveries = 0;
    }
    this.#deliveries += deliveries;
    return this.#deliveries > DELIVERIES_MAX;
  }
}
