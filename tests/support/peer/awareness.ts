import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** One entry of awareness; `state` undefined is a removal. */
export interface PresenceEntry {
  readonly id: number;
  readonly clock: number;
  readonly state?: unknown;
}

/** The body of an awareness frame. */
export function awareness(...entries: readonly PresenceEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { id, clock, state } of entries) {
    encoding.writeVarUint(encoder, id);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state ?? null));
  }
  return encoding.toUint8Array(encoder);
}

/** Decodes single entries as they are sent. */
export function readEntries(entries: readonly Uint8Array[]): PresenceEntry[] {
  return entries.map((bytes) => readEntry(decoding.createDecoder(bytes)));
}

/** Decodes the body of an awareness frame. */
export function readAwareness(body: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(body);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => readEntry(decoder));
}

function readEntry(decoder: decoding.Decoder): PresenceEntry {
  const [id, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
  const state = JSON.parse(decoding.readVarString(decoder));
  return state === null ? { id, clock } : { id, clock, state };
}
