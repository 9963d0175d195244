import type { Font } from "../../style.ts";
import { type Face, FACES, TOLD } from "./font_metrics.ts";

/** Estimated widths of characters that are not in our fonts, ems. Common system fonts have similar widths. */
const PICTURE = 1.3;
const IDEOGRAPH = 1;
/** An average: Arabic letters are joined, and about half of them are narrow. */
const JOINED = 0.45;
const OTHER = 0.6;

/** No square character has a lower code. */
export const SQUARES = 0x1100;

const NOTHING = /^[\p{Cc}\p{Cf}\p{M}\u{1f3fb}-\u{1f3ff}]$/u;
const ARROW = /^[\u2190-\u21ff\u27f0-\u27ff]$/;
const PICTURES = /^[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}]$/u;
/** Scripts with square characters (roughly East Asian Width W and F). */
const SQUARE =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;

const ARABIC = /^[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]$/;

/** End of our alphabets. Accented letters above it are drawn with a fallback font. */
const OURS_END = 0x530;

/** Character widths of a font. The numbers are the same everywhere, so lines break alike on every device. */
export class TextWidth {
  /** Ems. */
  readonly ascent: number;
  readonly descent: number;
  readonly #told: ReadonlyMap<string, number>;
  /** Widths of the most frequent characters by code. */
  readonly #ascii: Float64Array;
  readonly #guessed = new Map<string, number>();

  private constructor(font: Font) {
    const face = FACES[font];
    this.ascent = face.ascent / face.em;
    this.descent = face.descent / face.em;
    this.#told = widthsOf(face);
    this.#ascii = Float64Array.from({ length: 128 }, (_, code) => this.advance(String.fromCharCode(code)));
  }

  static of(font: Font): TextWidth {
    let known = KNOWN.get(font);
    if (known === undefined) KNOWN.set(font, known = new TextWidth(font));
    return known;
  }

  /** Width in ems. @param character one code point */
  advance(character: string): number {
    return this.#told.get(character) ?? this.#guess(character);
  }

  /** Like `advance`. @param code a code point */
  advanceOf(code: number): number {
    return code < 128 ? this.#ascii[code] : this.advance(String.fromCodePoint(code));
  }

  /** Whether the font has the character, so that its width is exact. */
  has(character: string): boolean {
    return this.#told.has(character) || character.codePointAt(0)! < OURS_END && this.#told.has(baseOf(character));
  }

  #guess(character: string): number {
    let width = this.#guessed.get(character);
    if (width === undefined) {
      width = this.#told.get(baseOf(character)) ?? guess(character);
      if (this.#guessed.size < GUESSES_MAX) this.#guessed.set(character, width);
    }
    return width;
  }
}

function widthsOf({ em, steps, symbols }: Face): Map<string, number> {
  let last = 0;
  const widths = steps.map((step) => last += step);
  const found = new Map<string, number>();
  let at = 0;
  for (const [from, to] of TOLD) {
    for (let code = from; code <= to; code++) {
      const symbol = symbols.charCodeAt(at++);
      // `symbolOf` in dev/font_metrics.ts skips unprintable characters.
      const width = widths[symbol < 127 ? symbol - 35 : symbol - 82];
      if (width !== undefined) found.set(String.fromCharCode(code), width / em);
    }
  }
  return found;
}

const KNOWN = new Map<Font, TextWidth>();
const GUESSES_MAX = 10_000;

function baseOf(character: string): string {
  return String.fromCodePoint(character.normalize("NFD").codePointAt(0)!);
}

function guess(character: string): number {
  if (ARROW.test(character)) return IDEOGRAPH;
  if (NOTHING.test(character)) return 0;
  // Two regional indicators make one flag.
  if (/^[\u{1f1e6}-\u{1f1ff}]$/u.test(character)) return PICTURE / 2;
  if (isSquare(character)) return PICTURES.test(character) ? PICTURE : IDEOGRAPH;
  return ARABIC.test(character) ? JOINED : OTHER;
}

/** Whether a line may be broken before and after the character. */
export function isSquare(character: string): boolean {
  const code = character.codePointAt(0)!;
  return code >= SQUARES && (SQUARE.test(character) || code >= 0x2600 && PICTURES.test(character));
}
