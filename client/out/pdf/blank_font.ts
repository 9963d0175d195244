import type { PDFContext, PDFRef } from "pdf-lib";

/** Codes of a simple font, 1…255. */
const CODES = 255;

/** Letters in blank fonts, each with the font's name in the resources of a page. */
export interface BlankLetters {
  readonly font: string;
  /** The letters as the operand of `Tj`. */
  readonly hex: string;
  readonly count: number;
}

/**
 * Fonts whose glyphs are blank and one em wide. Text in them lies on painted letters, so that it can be selected and
 * found.
 */
export class BlankFonts {
  readonly #letters: string[] = [];
  readonly #numbers = new Map<string, number>();

  spell(text: string): BlankLetters[] {
    const spelled: { font: string; hex: string; count: number }[] = [];
    for (const letter of text) {
      let number = this.#numbers.get(letter);
      if (number === undefined) {
        number = this.#letters.push(letter) - 1;
        this.#numbers.set(letter, number);
      }
      const font = `B${Math.floor(number / CODES)}`;
      const hex = (number % CODES + 1).toString(16).padStart(2, "0");
      const last = spelled.at(-1);
      if (last?.font === font) {
        last.hex += hex;
        last.count++;
      } else spelled.push({ font, hex, count: 1 });
    }
    return spelled;
  }

  /** Writes the fonts (ISO 32000-2, 9.6.4). @returns them by their names in resources */
  embed(context: PDFContext): Record<string, PDFRef> {
    const refs: Record<string, PDFRef> = {};
    for (let from = 0; from < this.#letters.length; from += CODES) {
      const letters = this.#letters.slice(from, from + CODES);
      const blank = context.register(context.stream("1000 0 d0"));
      refs[`B${from / CODES}`] = context.register(context.obj({
        Type: "Font",
        Subtype: "Type3",
        FontBBox: [0, 0, 1000, 1000],
        FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
        CharProcs: { blank },
        Encoding: { Type: "Encoding", Differences: [1, ...letters.map(() => "blank")] },
        FirstChar: 1,
        LastChar: letters.length,
        Widths: letters.map(() => 1000),
        Resources: {},
        ToUnicode: context.register(context.flateStream(unicodeMap(letters))),
      }));
    }
    return refs;
  }
}

/** The letters of the codes from 1 (ISO 32000-2, 9.10.3). A block may have at most 100 lines. */
function unicodeMap(letters: readonly string[]): string {
  const lines = letters.map((letter, i) => {
    const units = Array.from({ length: letter.length }, (_, at) => hexOf(letter.charCodeAt(at), 4));
    return `<${hexOf(i + 1, 2)}> <${units.join("")}>`;
  });
  const blocks: string[] = [];
  for (let from = 0; from < lines.length; from += 100) {
    const block = lines.slice(from, from + 100);
    blocks.push(`${block.length} beginbfchar`, ...block, "endbfchar");
  }
  return [
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
    "/CMapName /Blank def",
    "/CMapType 2 def",
    "1 begincodespacerange",
    "<00> <ff>",
    "endcodespacerange",
    ...blocks,
    "endcmap",
    "CMapName currentdict /CMap defineresource pop",
    "end",
    "end",
  ].join("\n");
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
