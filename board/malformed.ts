/** What a peer sent breaks the protocol. Any other error while its message is processed is a fault of the server. */
export class Malformed extends Error {
  override name = "Malformed";
}

/**
 * Runs a parser on what a peer sent.
 *
 * @param read must depend on nothing but these bytes
 * @throws {Malformed} whatever the parser throws
 */
export function malformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) throw error;
    throw new Malformed((error as Error).message, { cause: error });
  }
}
