/** Frees bytes that are of no use any more. Otherwise a large board is in memory several times until V8 collects them. */
export function release({ buffer }: Uint8Array): void {
  // Several may share a buffer.
  if (!(buffer as ArrayBuffer).detached) (buffer as ArrayBuffer).transfer(0);
}
