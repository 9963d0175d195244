/** Length of the header and of an entry of a WOFF file and of an OpenType file, bytes. */
const WOFF_HEADER = 44, WOFF_ENTRY = 20;
const FONT_HEADER = 12, FONT_ENTRY = 16;

/** Where `head` tells whether `loca` has 2 or 4 bytes for each glyph. */
const LOCA_FORMAT = 50;

/**
 * The OpenType font in a WOFF file (W3C WOFF 1.0), whose tables are compressed one by one. Every glyph begins at a
 * multiple of four: fontkit's subsets are damaged where one begins at an odd place.
 */
export async function unpackedFont(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const entries = Array.from({ length: view.getUint16(12) }, (_, i) => WOFF_HEADER + WOFF_ENTRY * i);
  const tables = new Map(
    await Promise.all(entries.map(async (at) => {
      const [offset, packed, length] = [4, 8, 12].map((field) => view.getUint32(at + field));
      const bytes = file.slice(offset, offset + packed);
      const name = String.fromCharCode(...file.subarray(at, at + 4));
      return [name, packed < length ? await inflated(bytes) : bytes] as const;
    })),
  );
  alignGlyphs(tables);
  return written(tables, view.getUint32(4));
}

/** Moves the glyphs apart (OpenType, `glyf` and `loca`). */
function alignGlyphs(tables: Map<string, Uint8Array<ArrayBuffer>>): void {
  const [head, loca, glyf] = ["head", "loca", "glyf"].map((name) => tables.get(name));
  // A font with other outlines has none of these.
  if (!head || !loca || !glyf) return;
  const format = new DataView(head.buffer), places = new DataView(loca.buffer);
  const isLong = format.getInt16(LOCA_FORMAT) === 1;
  const count = loca.length / (isLong ? 4 : 2);
  const placeOf = (i: number) => isLong ? places.getUint32(4 * i) : 2 * places.getUint16(2 * i);
  const glyphs = Array.from({ length: count - 1 }, (_, i) => glyf.subarray(placeOf(i), placeOf(i + 1)));
  const moved = new DataView(new ArrayBuffer(4 * count));
  let end = 0;
  glyphs.forEach((glyph, i) => moved.setUint32(4 * (i + 1), end = aligned(end + glyph.length)));
  const apart = new Uint8Array(end);
  glyphs.forEach((glyph, i) => apart.set(glyph, moved.getUint32(4 * i)));
  format.setInt16(LOCA_FORMAT, 1);
  tables.set("glyf", apart).set("loca", new Uint8Array(moved.buffer));
}

/** An OpenType file. */
function written(tables: ReadonlyMap<string, Uint8Array>, flavor: number): Uint8Array<ArrayBuffer> {
  const count = tables.size;
  let start = FONT_HEADER + FONT_ENTRY * count, entry = FONT_HEADER;
  const font = new Uint8Array([...tables.values()].reduce((sum, { length }) => sum + aligned(length), start));
  const to = new DataView(font.buffer);
  const steps = 31 - Math.clz32(count), range = 16 << steps;
  to.setUint32(0, flavor);
  [count, range, steps, 16 * count - range].forEach((value, i) => to.setUint16(4 + 2 * i, value));
  for (const [name, table] of tables) {
    [...name].forEach((letter, i) => to.setUint8(entry + i, letter.charCodeAt(0)));
    // No reader needs the checksum, which is before these.
    to.setUint32(entry + 8, start);
    to.setUint32(entry + 12, table.length);
    font.set(table, start);
    start += aligned(table.length);
    entry += FONT_ENTRY;
  }
  return font;
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
