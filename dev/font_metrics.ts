/**
 * `deno run --allow-read --allow-write=board dev/font_metrics.ts`: writes the font metrics for text layout,
 * `board/figure/text/font_metrics.ts`. Run it again when a font's version in deno.json changes.
 */
import { inflateSync } from "node:zlib";
import { ALPHABETS, FACES } from "../server/raster/raster_files.ts";

const OUT = "board/figure/text/font_metrics.ts";

/** Code points whose width is listed. Other characters get the width of their base letter or an estimate. */
const TOLD: readonly [from: number, to: number][] = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x192, 0x192],
  [0x218, 0x21b],
  [0x400, 0x45f],
  [0x490, 0x491],
  [0x2010, 0x203a],
  [0x20ac, 0x20bd],
  [0x2116, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2265],
];

/** The tables of a WOFF file (W3C WOFF 1.0, §4). Each is compressed separately. */
function tablesOf(file: Uint8Array): Map<string, DataView> {
  const view = new DataView(file.buffer, file.byteOffset);
  const tables = new Map<string, DataView>();
  for (let i = 0, at = 44; i < view.getUint16(12); i++, at += 20) {
    const [offset, packed, length] = [4, 8, 12].map((field) => view.getUint32(at + field));
    const bytes = file.slice(offset, offset + packed);
    const table = packed < length ? new Uint8Array(inflateSync(bytes)) : bytes;
    tables.set(String.fromCharCode(...file.slice(at, at + 4)), new DataView(table.buffer));
  }
  return tables;
}

/** Code point → glyph, from the format 4 subtable (OpenType, `cmap`). */
function glyphsOf(cmap: DataView): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const at = cmap.getUint32(4 + 8 * i + 4);
    if (cmap.getUint16(at) !== 4) continue;
    const doubled = cmap.getUint16(at + 6);
    for (let segment = 0; segment < doubled; segment += 2) {
      const end = cmap.getUint16(at + 14 + segment), start = cmap.getUint16(at + 16 + doubled + segment);
      const delta = cmap.getUint16(at + 16 + 2 * doubled + segment);
      const rangeAt = at + 16 + 3 * doubled + segment, range = cmap.getUint16(rangeAt);
      for (let code = start; code <= end && code !== 0xffff; code++) {
        const glyph = range === 0 ? code : cmap.getUint16(rangeAt + range + 2 * (code - start));
        if (glyph !== 0) glyphs.set(code, (glyph + delta) & 0xffff);
      }
    }
  }
  return glyphs;
}

async function faceOf(name: string, weight: number) {
  const widths = new Map<string, number>();
  let vertical = { em: 0, ascent: 0, descent: 0 };
  for (const subset of ALPHABETS) {
    const file = await Deno.readFile(`node_modules/@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff`);
    const tables = tablesOf(file);
    const hhea = tables.get("hhea")!, hmtx = tables.get("hmtx")!;
    const last = hhea.getUint16(34) - 1;
    vertical = {
      em: tables.get("head")!.getUint16(18),
      ascent: hhea.getInt16(4),
      descent: -hhea.getInt16(6),
    };
    for (const [code, glyph] of glyphsOf(tables.get("cmap")!)) {
      const character = String.fromCodePoint(code);
      const isTold = TOLD.some(([from, to]) => code >= from && code <= to) && !/[\p{C}\p{M}]/u.test(character);
      if (isTold && !widths.has(character)) widths.set(character, hmtx.getUint16(4 * Math.min(glyph, last)));
    }
  }
  const isLeftOut = (character: string) => {
    const base = character.normalize("NFD")[0];
    return base !== character && widths.get(base) === widths.get(character);
  };
  const told = new Map([...widths].filter(([character]) => !isLeftOut(character)));
  const steps = [...new Set(told.values())].sort((a, b) => a - b);
  const symbols = TOLD.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => {
      const width = told.get(String.fromCodePoint(from + i));
      return width === undefined ? LEFT_OUT : symbolOf(steps.indexOf(width));
    })
  );
  return {
    ...vertical,
    steps: steps.map((width, i) => width - (steps[i - 1] ?? 0)),
    symbols: symbols.join(""),
  };
}

/** See `Face.symbols`. */
const LEFT_OUT = "!";

/** Printable characters only: `#` to `~`, then `®` and those after it. */
function symbolOf(index: number): string {
  return String.fromCharCode(index < 92 ? index + 35 : index + 82);
}

const faces = await Promise.all(
  Object.entries(FACES).map(async ([font, [name, weight]]) =>
    `  ${font}: ${JSON.stringify(await faceOf(name, weight))},`
  ),
);
await Deno.writeTextFile(
  OUT,
  `// deno-fmt-ignore-file
// Written by dev/font_metrics.ts from the font files of @fontsource, not by hand.
import type { Font } from "../../style.ts";

/** Heights and advance widths of a font, in parts of \`em\`. Short after compression, as every page loads it. */
export interface Face {
  readonly em: number;
  readonly ascent: number;
  readonly descent: number;
  /** The widths in use, ascending, each as its difference from the one before. */
  readonly steps: readonly number[];
  /**
   * One symbol for each code point of \`TOLD\`, which selects its width: \`#\` selects the first width, the next character
   * the second, and so on. \`!\` means that there is none, because the font lacks the character or because the character
   * is as wide as its letter without accents.
   */
  readonly symbols: string;
}

/** First and last of each range of code points. */
export const TOLD = ${JSON.stringify(TOLD)};

export const FACES: Readonly<Record<Font, Face>> = {
${faces.join("\n")}
};
`,
);
