import type { ShapeId } from "../../board/id.ts";
import type { Point } from "../../board/figure/point.ts";
import type { Theme } from "../../board/palette.ts";
import type { PastedKind } from "./arrange/pasted_kind.ts";
import { NOTICES } from "../messages/en/notices.ts";
import { Problem } from "./problem.ts";

/** Options of an export. */
export interface ExportChoice {
  readonly format: "png" | "jpeg" | "webp" | "svg" | "pdf" | "drawbridge" | "excalidraw" | "tldr";
  /** What to export. A selection or a frame that is gone by then means the whole board. */
  readonly part: "board" | "selection" | { readonly frame: ShapeId };
  /** Pixels per board unit, for formats of pixels. */
  readonly scale: number;
  /** Of JPEG and WebP, 0…1. */
  readonly quality: number;
  /** Which pictures carry the board, so that they can be opened again. */
  readonly carriers: { readonly png: boolean; readonly svg: boolean };
  readonly isTransparent: boolean;
  readonly hasMargin: boolean;
  readonly theme: Theme;
  /** Whether a Drawbridge file of the whole board has the chat and the comments. */
  readonly hasTalk: boolean;
  /** The size of a page, for PDF: that of the drawing, or of a sheet of paper that the drawing fills. */
  readonly paper: "fit" | "a4" | "letter";
  /** Whether a PDF of the whole board has a page for each frame, and nothing else. */
  readonly isPaged: boolean;
}

/** How an export is stopped, and who hears how much of it is done, 0…1. */
export interface ExportWork {
  readonly signal?: AbortSignal;
  readonly progress?: (part: number) => void;
}

export interface Preview {
  readonly picture: Blob;
  /** The size that the exported picture will have, pixels. */
  readonly width: number;
  readonly height: number;
  /** True when no browser can make a picture of this size. */
  readonly isTooLarge: boolean;
}

/** Import and export through files and the clipboard. Fails with a `Problem` where the person can do something about it. */
export interface Outlet {
  /** Saves a part of the board as a file on this device. */
  save(choice: ExportChoice, work?: ExportWork): Promise<void>;
  /** Makes such a file and leaves it to the caller. */
  make(choice: ExportChoice, work?: ExportWork): Promise<Blob>;
  /** Copies it as a picture. What is not chosen is as in `usualExport`. */
  copy(choice: Partial<ExportChoice>, work?: ExportWork): Promise<void>;
  /** Paints what an export would contain. `within` is the largest edge of the preview, pixels. */
  preview(choice: ExportChoice, within: number, work?: ExportWork): Promise<Preview>;
  /** Asks for files and imports them. */
  open(): Promise<void>;
  /**
   * Adds the shapes of a file to the board: one of ours, for owners with its talk, or of another drawing program.
   */
  openFile(file: File): Promise<void>;
  /**
   * Adds what another program put on the clipboard, with its middle at a place. A table, a list or an SVG that is pasted
   * again while it is selected takes its next form: a chart, a text, or a picture. `links` are addresses of pages, one a
   * line: cards, then a text.
   */
  pasteDrawing(content: string, at: Point, kind?: PastedKind): Promise<void>;
  /**
   * Adds an SVG with its middle at a place: as shapes when it is only shapes, else as a picture. Dropped again while it is
   * selected, it takes its other form.
   */
  dropSvg(file: File, at: Point): Promise<void>;
  print(): Promise<void>;
}

/** Used until the page has loaded the real outlet, or the real images. */
export const CLOSED = (): Promise<never> => Promise.reject(new Problem(NOTICES.stillLoading));
