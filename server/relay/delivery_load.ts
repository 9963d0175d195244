/**
 * Above this number of deliveries of the whole process in one slot, rooms wait for ticks: a core can hardly do more.
 */
const DELIVERIES_MAX = 1_000;
const SLOT_MS = 20;

/**
 * The deliveries of all rooms of a process. A room that was idle does not know yet how busy it will be. If many rooms
 * become active at the same time and send every update at once, they would block the process until they know.
 */
export class DeliveryLoad {
  #slotStart = 0;
  #deliveries = 0;

  /** Counts deliveries at `now`, the clock's ms. @returns true while there are too many to send each at once */
  add(deliveries: number, now: number): boolean {
    if (now - this.#slotStart >= SLOT_MS) {
      this.#slotStart = now;
      this.#deliveries = 0;
    }
    this.#deliveries += deliveries;
    return this.#deliveries > DELIVERIES_MAX;
  }
}
