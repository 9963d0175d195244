/** The length in bytes of an unsigned integer as lib0 writes it: 7 bits per byte, lowest first. */

export function varUintLength(value: number): number {
  let length = 1;
  for (; value > 127; value = Math.floor(value / 128)) length++;
  return length;
}

/** @returns the position after the written bytes */
export function writeVarUint(out: Uint8Array, at: number, value: number): number {
  for (; value > 127; value = Math.floor(value / 128)) out[at++] = 128 | (value & 127);
  out[at++] = value;
  return at;
}
