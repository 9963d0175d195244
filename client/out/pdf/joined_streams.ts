import { PDFArray, type PDFContext, PDFName, type PDFObject, PDFRawStream } from "pdf-lib";
import { deflated } from "./deflated.ts";

/** The drawing of one page, unpacked, bytes. A larger one is a trap. */
const BYTES_MAX = 64 * 1024 * 1024;

/**
 * The parts of a page's drawing as one stream.
 *
 * @throws when a part is packed otherwise than usual, or is too large
 */
export async function joinedStreams(list: PDFObject, context: PDFContext): Promise<PDFRawStream> {
  if (!(list instanceof PDFArray)) throw new Error("Cannot copy a page without a drawing");
  const parts: BlobPart[] = [];
  let left = BYTES_MAX;
  for (let i = 0; i < list.size(); i++) {
    const part = list.lookup(i);
    if (!(part instanceof PDFRawStream)) throw new Error("Cannot copy a part of a page as it is no stream");
    const bytes = await unpacked(part, left);
    left -= bytes.length;
    // A part may end in the middle of a line.
    parts.push(bytes, "\n");
  }
  const packed = await deflated(parts);
  return PDFRawStream.of(context.obj({ Filter: "FlateDecode", Length: packed.length }), packed);
}

async function unpacked({ dict, contents }: PDFRawStream, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const [filter, parameters, file] = ["Filter", "DecodeParms", "F"].map((name) => dict.lookup(PDFName.of(name)));
  const name = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  if (parameters !== undefined || file !== undefined) throw new Error("Cannot unpack a part of a page");
  if (name !== undefined && name !== PDFName.of("FlateDecode")) throw new Error("Cannot unpack a part of a page");
  const bytes = new Blob([contents as Uint8Array<ArrayBuffer>]);
  const stream = name === undefined ? bytes.stream() : bytes.stream().pipeThrough(new DecompressionStream("deflate"));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  // Safari's streams are not iterable.
  for (const reader = stream.getReader();;) {
    const { done, value } = await reader.read();
    if (done) break;
    if ((length += value.length) > most) {
      await reader.cancel();
      throw new Error("Cannot unpack a part of a page as it is too large");
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
