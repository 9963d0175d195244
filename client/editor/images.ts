import type { Point } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { ImageShape, PdfPageOf } from "../../board/shape.ts";
import type { PageLink } from "./pdf.ts";

/** A picture on its way to the server. */
export interface Upload {
  readonly asset: string;
  /** Size, bytes. */
  readonly bytes: number;
  /** The sent part while it is being sent, 0…1. */
  readonly sent?: number;
  /** Why the server does not take it. */
  readonly refused?: "tooLarge" | "wrongType" | "full" | "notAllowed" | "damaged";
  /** True once it survives a reload. */
  readonly isKept: boolean;
}

/** What an image says of its picture. */
export type Picture = Pick<ImageShape, "asset" | "type" | "pixelW" | "pixelH" | "preview">;

/** What the page does with pictures. Fails with a `Problem` where the person can do something about it. */
export interface Images {
  /** Adds pictures side by side, centred on a place; by default on the middle of the view. */
  add(files: readonly Blob[], at?: Point): Promise<void>;
  /**
   * Prepares pictures for images that are placed otherwise. The caller sends them once these are on the board.
   *
   * @returns for each file what an image says of it; undefined when it cannot be read
   */
  take(files: readonly Blob[]): Promise<{ readonly taken: readonly (Picture | undefined)[]; send(): void }>;
  /** Opens PDFs one after the other, of which the person chooses pages. Those of each are a column. */
  addPdfs(files: readonly File[], at?: Point): void;
  /** The words of a page of a PDF; undefined when it cannot be read now. */
  pageText(page: PdfPageOf): Promise<string | undefined>;
  /** The links of a page of a PDF; undefined when it cannot be read now. */
  pageLinks(page: PdfPageOf): Promise<readonly PageLink[] | undefined>;
  /** Asks for files, or for a photo from the camera, and adds them. */
  choose(how: { readonly camera: boolean; readonly at?: Point }): Promise<void>;
  /** Asks for a file and puts it in the place of an image's picture. */
  replace(id: ShapeId): Promise<void>;
  /** Shows the whole picture of a cropped image. */
  showWhole(id: ShapeId): void;
  /** Gives the board the bytes of a picture that its images name. Does nothing when the bytes are others. */
  keep(asset: string, bytes: Blob): Promise<void>;
  /** Images of this board were put on the clipboard. */
  copied(): void;
  /** Gives the board the pictures of images that were pasted, if it lacks them. Some may come from another board. */
  bring(assets: ReadonlySet<string>): Promise<void>;
  /** The bytes of a picture; undefined when they are nowhere to be had now. */
  bytes(asset: string): Promise<Blob | undefined>;
  /**
   * A bitmap of a picture whose bytes are here, for one use. The caller closes it.
   *
   * @param width the width at which the whole picture is shown, pixels
   */
  decoded(shape: ImageShape, width: number): Promise<ImageBitmap>;
  /** Sends a refused picture again, or all that wait. */
  retry(asset?: string): void;
  /** Gives up a picture that is not sent, and removes it from the board. */
  cancel(asset: string): void;
}
