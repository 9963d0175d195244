// Unsigned integers as lib0 writes them: 7 bits per byte, lowest first.

/** @returns the number of bytes */
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
