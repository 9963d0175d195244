/**
 * Announces appends to other instances. The log in the store is authoritative and the bus only wakes its subscribers:
 * lost, late or duplicate messages do no harm, because a subscriber reads the log from its own position.
 */
export interface Bus {
  /** Tells subscribers that the board's log has reached `seq`. */
  publish(board: string, seq: number): void;

  /** @returns a function that ends the subscription */
  subscribe(board: string, hear: (seq: number) => void): () => void;
}
