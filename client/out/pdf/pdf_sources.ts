import type { PageCopies } from "./page_copies.ts";
import type { ImageShape } from "../../../board/shape.ts";
import type { Align, Font } from "../../../board/style.ts";

/** A file of a font, WOFF. Each is for other characters. */
export interface FontFile {
  /** @param code a code point */
  isFor(code: number): boolean;
  /** @returns undefined when it cannot be loaded: its letters are then painted */
  load(): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Pixels by rows from the top, four bytes each: red, green, blue, alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
}

/** A picture as a PDF may contain it. */
export type PdfPicture = Pixels | { readonly jpeg: Uint8Array };

/** A part of a line with letters that are not in our fonts. */
export interface ForeignRun {
  readonly text: string;
  readonly font: Font;
  /** Board units, as all lengths here. */
  readonly size: number;
  /** The space for it; wider text is compressed. */
  readonly width: number;
  readonly align: Align;
  /** `#rrggbb` */
  readonly color: string;
}

/** A painted run, and its box, relative to the start of the baseline. */
export interface PaintedRun extends Pixels {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where a PDF gets what is not in the shapes. */
export interface PdfSources {
  fontFiles(font: Font): readonly FontFile[];
  /** @returns undefined when the picture is missing or cannot be decoded: its preview takes its place */
  picture(shape: ImageShape): Promise<PdfPicture | undefined>;
  /**
   * Copies of pages of a PDF; undefined when it is missing or cannot be copied.
   *
   * @param work.progress receives how many pages have been tried
   */
  copies(
    asset: string,
    pages: readonly number[],
    work: { readonly signal?: AbortSignal | undefined; readonly progress?: (pages: number) => void },
  ): Promise<PageCopies | undefined>;
  /** Paints letters with the fonts of the system. */
  paint(run: ForeignRun): Promise<PaintedRun | undefined>;
}
