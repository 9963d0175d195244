import type { PageLink } from "../editor/pdf.ts";

/** What the worker is asked. Pages count from 1, sizes are in pixels. */
export type PdfTask =
  | {
    readonly kind: "open";
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly resources: string;
    readonly password?: string;
  }
  | { readonly kind: "size"; readonly page: number }
  | { readonly kind: "text"; readonly page: number }
  | { readonly kind: "links"; readonly page: number }
  /** A part of a page that is painted this large. */
  | { readonly kind: "paint"; readonly page: number; readonly whole: PixelSize; readonly part: PixelBox };

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export interface PixelBox extends PixelSize {
  readonly left: number;
  readonly top: number;
}

/** The answers to the tasks. */
export interface PdfAnswers {
  readonly open: { readonly pages: number };
  /** Points, of which there are 72 to the inch, as the page is shown. */
  readonly size: PixelSize;
  readonly text: string;
  readonly links: readonly PageLink[];
  readonly paint: ImageBitmap;
}

/** Why a PDF cannot be read. */
export type PdfProblem = "password" | "wrongPassword" | "broken" | "tooSlow" | "tooLarge" | "noWorker";

export class PdfError extends Error {
  readonly problem: PdfProblem;

  constructor(problem: PdfProblem) {
    super(`Cannot read the PDF: ${problem}`);
    this.problem = problem;
  }
}

/** What the worker says: that it is loaded, or how a task ended. */
export type PdfNews =
  | "ready"
  | { readonly id: number; readonly answer: PdfAnswers[PdfTask["kind"]] }
  | { readonly id: number; readonly problem: PdfProblem };
