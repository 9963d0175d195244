import * as encoding from "lib0/encoding";
import { encodeAwareness } from "./protocol.ts";
import type { Presence } from "./presence.ts";

/** The presence of one person as a frame (PROTOCOL.md, 3 and 8). */
export function encodePresence(
  { id, clock, state }: { readonly id: number; readonly clock: number; readonly state: Presence },
): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, id);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return encodeAwareness(encoding.toUint8Array(encoder));
}
