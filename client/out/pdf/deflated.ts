/** Compresses parts of a stream for `FlateDecode`, by the browser and not on the main thread. */
export async function deflated(parts: BlobPart[]): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob(parts).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
