import { DrawingError } from "./drawing.ts";

/** A drawing of more letters than this is none, bytes. */
const INFLATED_MAX = 256 * 1024 * 1024;

/** @throws {DrawingError} when the bytes are not of this format, or far too many come out of them */
export async function inflated(
  bytes: Uint8Array<ArrayBuffer>,
  { format = "deflate", max = INFLATED_MAX }: { readonly format?: "deflate" | "deflate-raw"; readonly max?: number } =
    {},
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
    for (const reader = stream.getReader();;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > max) {
        await reader.cancel();
        throw new DrawingError("tooLarge");
      }
      parts.push(value);
    }
  } catch (error) {
    throw error instanceof DrawingError ? error : new DrawingError("broken");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
