/** IEEE 754 binary16. Not all browsers have `DataView.getFloat16`. */
export function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1, exponent = (bits >> 10) & 31, fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return exponent === 31 ? NaN : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The largest half. */
const HALF_MAX = 65_504;

/** The bits of the nearest half; the largest one for a larger number. */
export function halfBits(value: number): number {
  const sign = value < 0 ? 0x8000 : 0, size = Math.min(Math.abs(value), HALF_MAX);
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  // A fraction that is rounded up to 1024 carries into the exponent, which is the next half.
  return sign | Math.min(0x7bff, ((exponent + 15) << 10) + Math.round((size / 2 ** exponent - 1) * 1024));
}
