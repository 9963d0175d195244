import type { ExportWork } from "./outlet.ts";

/** A link on a page, and where: a part of the page, in fractions of its width and height. */
export interface PageLink {
  readonly link: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A PDF whose pages a person is about to add. Fails with a `Problem` where the person can do something about it. */
export interface PdfToAdd {
  /** The name of the file. */
  readonly name: string;
  /** The number of its pages, once it is open. */
  readonly pages: number;
  /** True when it was opened with a password. Its pages then come without it. */
  readonly isLocked: boolean;
  open(password?: string): Promise<"opened" | "password" | "wrongPassword">;
  /** A small picture of a page, no larger than an edge in pixels. The caller closes it. */
  thumbnail(page: number, edge: number): Promise<ImageBitmap>;
  /** Adds pages to the board as one step, in the order of the PDF. */
  add(pages: ReadonlySet<number>, work: ExportWork): Promise<void>;
  /** Frees its memory. Safe to call twice. */
  close(): void;
}
