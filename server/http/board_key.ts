import { createHash } from "node:crypto";

/**
 * Names a board to balancers, which may send everybody with the same key to the same instance. It is no secret and
 * opens nothing.
 */
export function boardKey(board: string): string {
  return createHash("sha256").update(board).digest("hex").slice(0, 8);
}
