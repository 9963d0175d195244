import { hasAt } from "../../../board/asset/header_reader.ts";
import { KeptBytes } from "./kept_bytes.ts";

/** "GIF89a" and the size of the screen; the first byte of the flags is the fifth of seven. */
const HEAD_BYTES = 13;
const FLAGS_AT = 10;

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const END = 0x3b;

/** Labels of extensions: how long a frame is shown, text on the picture, and what programs add. */
const TIMING = 0xf9;
const WRITTEN = 0x01;
const OF_PROGRAM = 0xff;

/** What programs add that is seen: how often the animation repeats, and colours. */
const SEEN = ["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"];

/** A GIF without comments, XMP and the data of programs. Nothing that follows its end stays. */
export function bareGif(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = new KeptBytes(file);
  let at = HEAD_BYTES + tableBytes(file[FLAGS_AT]);
  kept.add(file.subarray(0, at));
  while (at < file.length) {
    const end = endOfBlock(file, at);
    const block = file.subarray(at, end);
    if (isNeeded(block)) kept.add(block);
    // Decoders end at a block that they do not know, as at the last one.
    if (block[0] !== EXTENSION && block[0] !== IMAGE) break;
    at = end;
  }
  return kept.bytes;
}

/** True for a GIF of several frames. */
export function isAnimated(file: Uint8Array): boolean {
  let frames = 0;
  for (let at = HEAD_BYTES + tableBytes(file[FLAGS_AT]); at < file.length; at = endOfBlock(file, at)) {
    if (file[at] === IMAGE && ++frames > 1) return true;
    if (file[at] !== IMAGE && file[at] !== EXTENSION) break;
  }
  return false;
}

function isNeeded(block: Uint8Array): boolean {
  if (block[0] !== EXTENSION) return block[0] === IMAGE || block[0] === END;
  const label = block[1];
  return label === TIMING || label === WRITTEN || label === OF_PROGRAM && SEEN.some((name) => hasAt(block, 3, name));
}

function endOfBlock(file: Uint8Array, at: number): number {
  if (file[at] === EXTENSION) return endOfParts(file, at + 2);
  if (file[at] !== IMAGE) return at + 1;
  // The place of the frame, its flags, its colours, and the first size of codes.
  return endOfParts(file, at + 10 + tableBytes(file[at + 9]) + 1);
}

/** Each part begins with its length; one without bytes is the last. */
function endOfParts(file: Uint8Array, from: number): number {
  let at = from;
  while (at < file.length && file[at] !== 0) at += file[at] + 1;
  return Math.min(at + 1, file.length);
}

/** The length of the colours after a block with these flags. */
function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
