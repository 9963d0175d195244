import { boxesIn, lettersAt, type MediaBox, NumberReader } from "./media_boxes.ts";

/** Boxes that make up the picture. */
const NEEDED = new Set(["ftyp", "styp", "meta", "mdat", "moov", "moof", "sidx", "mfra"]);

/** Boxes of movies that contain others, and those that begin with the times of making and changing. */
const CONTAINERS = new Set(["moov", "trak", "mdia"]);
const DATED = new Set(["mvhd", "tkhd", "mdhd"]);

/** Items of a picture that are no pictures: EXIF data, XMP, and addresses. */
const SAID = new Set(["Exif", "mime", "uri "]);

/** Parts of items in a file. A picture of the largest cameras has some hundred. */
const PARTS_MAX = 100_000;

/** EXIF data that says nothing: four bytes to its start, the byte order, and a directory without entries. */
const NO_EXIF = [0, 0, 0, 0, 0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/**
 * An AVIF without EXIF data, XMP, times, and the data of programs. They are blanked where they are: a file names the
 * places of its pixels, which thus stay where they were.
 */
export function bareAvif(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const bare = new Uint8Array(file);
  for (const box of boxesIn(bare, 0, bare.length)) {
    if (!NEEDED.has(box.type)) blank(bare, box);
    else if (box.type === "meta") blankItems(bare, box);
    else if (box.type === "moov") blankMovie(bare, box);
  }
  return bare;
}

/** Decoders pass over such a box. */
function blank(bare: Uint8Array, { typeAt, from, end }: MediaBox): void {
  bare.set([..."free"].map((letter) => letter.charCodeAt(0)), typeAt);
  bare.fill(0, from, end);
}

function blankMovie(bare: Uint8Array, movie: MediaBox): void {
  for (const box of boxesIn(bare, movie.from, movie.end)) {
    if (CONTAINERS.has(box.type)) blankMovie(bare, box);
    else if (box.type === "udta" || box.type === "meta" || box.type === "uuid") blank(bare, box);
    else if (DATED.has(box.type)) {
      // The version says how long the two times are that follow.
      const bytes = bare[box.from] === 1 ? 16 : 8;
      bare.fill(0, box.from + 4, Math.min(box.from + 4 + bytes, box.end));
    }
  }
}

function blankItems(bare: Uint8Array, meta: MediaBox): void {
  const boxes = [...boxesIn(bare, meta.from + 4, meta.end)];
  const [list, places, inside] = ["iinf", "iloc", "idat"].map((type) => boxes.find((box) => box.type === type));
  if (list === undefined || places === undefined) return;
  const said = saidItems(bare, list);
  const contents = new Map([...said].map(([item, type]) => [item, (type === "Exif" ? NO_EXIF : []).values()]));
  // Items of a file that is not hostile do not overlap.
  let left = bare.length, parts = 0;
  for (const { item, isInside, offset, length } of placesOf(bare, places)) {
    if (++parts > PARTS_MAX || left <= 0) return;
    const content = contents.get(item);
    if (content === undefined) continue;
    const start = offset + (isInside ? inside?.from ?? bare.length : 0);
    const end = Math.min(length === 0 ? bare.length : start + length, bare.length);
    for (let at = start; at < end; at++) bare[at] = content.next().value ?? 0;
    left -= Math.max(0, end - start);
  }
}

/** The types of the items that are no pictures, by their numbers. */
function saidItems(bare: Uint8Array, list: MediaBox): Map<number, string> {
  const said = new Map<number, string>();
  for (const { type, from } of boxesIn(bare, list.from + 4 + (bare[list.from] === 0 ? 2 : 4), list.end)) {
    const version = bare[from];
    if (type !== "infe" || version < 2) continue;
    const bytes = version === 2 ? 2 : 4;
    const item = new NumberReader(bare, { from: from + 4, end: bare.length }).next(bytes);
    const kind = lettersAt(bare, from + 4 + bytes + 2);
    if (SAID.has(kind)) said.set(item, kind);
  }
  return said;
}

interface ItemPart {
  readonly item: number;
  /** True when the offset is that in the box `idat`, and not in the file. */
  readonly isInside: boolean;
  readonly offset: number;
  readonly length: number;
}

/** Where the parts of items are. */
function* placesOf(bare: Uint8Array, box: MediaBox): Generator<ItemPart> {
  const version = bare[box.from];
  const read = new NumberReader(bare, { from: box.from + 4, end: box.end });
  const sizes = read.next(2);
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [12, 8, 4, 0].map((shift) => sizes >> shift & 15);
  const count = read.next(version < 2 ? 2 : 4);
  for (let i = 0; i < count && !read.isAtEnd; i++) {
    const item = read.next(version < 2 ? 2 : 4);
    const isInside = version > 0 && (read.next(2) & 15) === 1;
    read.next(2);
    const base = read.next(baseBytes), parts = read.next(2);
    for (let part = 0; part < parts && !read.isAtEnd; part++) {
      if (version > 0) read.next(indexBytes);
      yield { item, isInside, offset: base + read.next(offsetBytes), length: read.next(lengthBytes) };
    }
  }
}
