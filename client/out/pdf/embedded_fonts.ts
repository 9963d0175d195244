import fontkit from "@pdf-lib/fontkit";
import type { PDFDocument, PDFFont, PDFRef } from "pdf-lib";
import { letteringOf } from "../../../board/figure/text/shape_text.ts";
import type { Shape } from "../../../board/shape.ts";
import type { Font } from "../../../board/style.ts";
import type { ExportWork } from "../../editor/outlet.ts";
import { inSlices } from "../slices.ts";
import type { FontFile, PdfSources } from "./pdf_sources.ts";
import { unpackedFont } from "../../../board/bytes/woff.ts";

/** Letters that one embedded font has. */
export interface Spelled {
  /** The name of the font in the resources of a page. */
  readonly font: string;
  /** The letters as the operand of `Tj`. */
  readonly hex: string;
  /** Ems. */
  readonly width: number;
}

interface Letter {
  readonly font: string;
  readonly hex: string;
  readonly width: number;
}

/** Format characters, as joiners and variation selectors, have no glyph and need none. */
const UNSEEN = /^[\p{Cf}\ufe0e\ufe0f]$/u;

/** No other shapes for letters beside certain others. */
const PLAIN = { calt: false, clig: false, liga: false, rlig: false, kern: false, rclt: false };

const NAMES: Readonly<Record<Font, string>> = { hand: "Hand", sans: "Sans", serif: "Serif", mono: "Mono" };

/**
 * The fonts of a document. It contains only the glyphs that its texts use. Letters are spelled one by one, so without
 * kerning and ligatures, as on the board.
 */
export class EmbeddedFonts {
  readonly #document: PDFDocument;
  readonly #files: PdfSources["fontFiles"];
  readonly #fonts: { readonly name: string; readonly font: PDFFont }[] = [];
  /** By file; undefined for those that cannot be loaded. */
  readonly #embedded = new Map<FontFile, { name: string; font: PDFFont; codes: ReadonlySet<number> } | undefined>();
  readonly #letters: Record<Font, Map<string, Letter | undefined>> = {
    hand: new Map(),
    sans: new Map(),
    serif: new Map(),
    mono: new Map(),
  };

  constructor(document: PDFDocument, files: PdfSources["fontFiles"]) {
    this.#document = document;
    this.#files = files;
    document.registerFontkit(fontkit);
  }

  /** The fonts by their names in resources. */
  get refs(): Record<string, PDFRef> {
    return Object.fromEntries(this.#fonts.map(({ name, font }) => [name, font.ref]));
  }

  /** Loads what the texts of the shapes need. */
  async load(shapes: readonly Shape[], { signal }: ExportWork): Promise<void> {
    const wanted = new Map<string, readonly [Font, string]>();
    const act = (shape: Shape) => {
      const layout = letteringOf(shape)?.layout;
      if (layout === undefined) return;
      const { text, style: { font } } = layout;
      for (const letter of text) if (!this.#letters[font].has(letter)) wanted.set(font + letter, [font, letter]);
    };
    await inSlices(shapes, { signal, count: shapes.length, act });
    for (const [font, letter] of wanted.values()) {
      signal?.throwIfAborted();
      this.#letters[font].set(letter, await this.#embed(font, letter));
    }
  }

  /** @returns undefined when a letter is in none of our fonts */
  spell(font: Font, text: string): Spelled[] | undefined {
    const letters = this.#letters[font];
    const spelled: { font: string; hex: string; width: number }[] = [];
    for (const each of text) {
      const letter = letters.get(each);
      if (letter === undefined) {
        if (UNSEEN.test(each)) continue;
        return undefined;
      }
      const last = spelled.at(-1);
      if (last?.font === letter.font) {
        last.hex += letter.hex;
        last.width += letter.width;
      } else spelled.push({ ...letter });
    }
    return spelled;
  }

  async #embed(font: Font, letter: string): Promise<Letter | undefined> {
    const code = letter.codePointAt(0)!;
    const file = this.#files(font).find((each) => each.isFor(code));
    if (file === undefined) return undefined;
    if (!this.#embedded.has(file)) this.#embedded.set(file, await this.#loaded(font, file));
    const embedded = this.#embedded.get(file);
    if (!embedded?.codes.has(code)) return undefined;
    const hex = embedded.font.encodeText(letter).asString();
    return { font: embedded.name, hex, width: embedded.font.widthOfTextAtSize(letter, 1) };
  }

  async #loaded(font: Font, file: FontFile) {
    const packed = await file.load();
    if (packed === undefined) return undefined;
    const number = this.#fonts.length;
    // Six capitals mark the font as a subset (ISO 32000-2, 9.9.2).
    const customName = `DRAWB${String.fromCharCode(65 + number)}+Drawbridge${NAMES[font]}`;
    const embedded = await this.#document.embedFont(await unpackedFont(packed), {
      subset: true,
      customName,
      features: PLAIN,
    });
    const name = `F${number}`;
    this.#fonts.push({ name, font: embedded });
    return { name, font: embedded, codes: new Set(embedded.getCharacterSet()) };
  }
}
