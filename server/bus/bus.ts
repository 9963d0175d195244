/**
 * How instances hear of each other's appends. The log in the store is the truth; the bus only wakes: news may be lost,
 * late or doubled without harm, as whoever hears it reads the log from where it stands.
 */
export interface Bus {
  /** Tells the others that the board's log has reached `seq`. */
  publish(board: string, seq: number): void;

  /** @returns what ends the subscription */
  subscribe(board: string, hear: (seq: number) => void): () => void;
}
