/** Bytes of one message to other instances. */
export const MESSAGE_BYTES_MAX = 4_096;

/** What an instance hears of one board. */
export interface BusListener {
  /** The board's log has reached `seq`. */
  head?(seq: number): void;
  /** @param from the instance that sent the message */
  message?(bytes: Uint8Array, from: string): void;
  /** Another instance serves the board as well. */
  joined?(instance: string): void;
  /** That instance does not serve it any more. */
  left?(instance: string): void;
}

/**
 * How instances hear of each other. Everything on the bus is a hint: messages may be lost, late, doubled or reordered.
 * The log in the store is authoritative, and a subscriber reads it from its own position.
 */
export interface Bus {
  /** Messages for the same board within this time travel together: sending more often gains nothing, ms. */
  readonly intervalMs: number;

  /** Tells the other instances that serve the board that its log has reached `seq`. */
  publish(board: string, seq: number): void;

  /**
   * Sends a message to the other instances that serve the board. It is dropped when too much is waiting.
   *
   * @throws {RangeError} when it is longer than `MESSAGE_BYTES_MAX`
   */
  send(board: string, bytes: Uint8Array): void;

  /** The other instances that are known to serve the board. */
  others(board: string): ReadonlySet<string>;

  /** From now on this instance serves the board. @returns a function that ends the subscription */
  subscribe(board: string, listener: BusListener): () => void;

  /** Safe to call twice. */
  close(): void;
}

/** @throws {RangeError} */
export function requireSendable(bytes: Uint8Array): void {
  if (bytes.length <= MESSAGE_BYTES_MAX) return;
  throw new RangeError(`Cannot send to other instances as the message is too long: ${bytes.length} bytes`);
}
