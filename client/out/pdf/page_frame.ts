import type { PDFArray, PDFPageLeaf } from "pdf-lib";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** a b c d e f as in a PDF: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** What a page shows of its space, and how that fills the unit square: turned as a reader turns it. */
export interface PageFrame {
  readonly box: Rectangle;
  readonly matrix: Matrix;
}

/** The frame of a page, which may inherit its parts. @throws when it has none */
export function pageFrame(node: PDFPageLeaf): PageFrame {
  const media = rectangleOf(node.MediaBox());
  const crop = node.CropBox();
  const box = crop && common(media, rectangleOf(crop)) || media;
  if (!(box.width > 0 && box.height > 0)) throw new Error("Cannot place a page without a size");
  const turns = Math.round((node.Rotate()?.asNumber() ?? 0) / 90);
  return { box, matrix: MATRICES[((turns % 4) + 4) % 4](box) };
}

/** By quarter turns, clockwise. */
const MATRICES: readonly ((box: Rectangle) => Matrix)[] = [
  ({ x, y, width, height }) => [1 / width, 0, 0, 1 / height, -x / width, -y / height],
  ({ x, y, width, height }) => [0, -1 / width, 1 / height, 0, -y / height, (x + width) / width],
  ({ x, y, width, height }) => [-1 / width, 0, 0, -1 / height, (x + width) / width, (y + height) / height],
  ({ x, y, width, height }) => [0, 1 / width, -1 / height, 0, (y + height) / height, -x / width],
];

/** Corners may be in any order. */
export function rectangleOf(array: PDFArray): Rectangle {
  const { x, y, width, height } = array.asRectangle();
  return { x: Math.min(x, x + width), y: Math.min(y, y + height), width: Math.abs(width), height: Math.abs(height) };
}

/** The box around a rectangle that is moved. */
export function moved({ x, y, width, height }: Rectangle, [a, b, c, d, e, f]: Matrix): Rectangle {
  const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
  const xs = corners.map(([x, y]) => a * x + c * y + e), ys = corners.map(([x, y]) => b * x + d * y + f);
  const left = Math.min(...xs), bottom = Math.min(...ys);
  return { x: left, y: bottom, width: Math.max(...xs) - left, height: Math.max(...ys) - bottom };
}

function common(a: Rectangle, b: Rectangle): Rectangle | undefined {
  const x = Math.max(a.x, b.x), y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x, height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** A number as it stands in a content stream. */
export function precise(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, "");
}
