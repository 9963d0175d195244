/** A peer's message violates the protocol. Any other error while a message is processed is a fault of the server. */
export class Malformed extends Error {
  override name = "Malformed";
}

/**
 * Runs a parser on bytes that a peer sent.
 *
 * @param read must depend only on these bytes
 * @throws {Malformed} in place of any error of the parser
 */
export function malformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asMalformed(error);
  }
}

/** For code that runs for every message, where a function for `malformed` would cost time. */
export function asMalformed(error: unknown): Malformed {
  return error instanceof Malformed ? error : new Malformed((error as Error).message, { cause: error });
}
