import * as decoding from "lib0/decoding";

export interface PresenceEntry {
  readonly id: number;
  readonly clock: number;
  readonly json: string;
}

/**
 * The entries of an awareness frame (y-protocols, `awareness.js`).
 *
 * @throws when the body is malformed
 */
export function presenceEntries(body: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(body);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    id: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    json: decoding.readVarString(decoder),
  }));
}
