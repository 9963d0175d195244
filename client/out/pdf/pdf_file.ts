import { type PDFContext, PDFDocument, PDFName, PDFRawStream, type PDFRef, PDFString } from "pdf-lib";
import { loadSketch } from "../../../board/figure/sketch.ts";
import { placePicture } from "../../../board/figure/picture_place.ts";
import { toBoard, uprightOf } from "../../../board/figure/point.ts";
import { isPicture } from "../../../board/kinds/kinds.ts";
import type { ImageShape } from "../../../board/shape.ts";
import type { Box } from "../../geometry/box.ts";
import type { ExportWork } from "../../editor/outlet.ts";
import { inSlices } from "../slices.ts";
import { BlankFonts } from "./blank_font.ts";
import { deflated } from "./deflated.ts";
import { EmbeddedFonts } from "./embedded_fonts.ts";
import { EmbeddedPictures } from "./embedded_pictures.ts";
import { type Blending, PageContent, type PdfPage } from "./page_content.ts";
import { layOutPage, type PageLayout, type Paper } from "./page_layout.ts";
import { embedTags } from "./page_tags.ts";
import type { ForeignRun, PdfSources } from "./pdf_sources.ts";
import type { PageLink } from "./page_annotations.ts";
import { foreignRuns } from "./text_operators.ts";

export interface PdfOptions {
  readonly title: string;
  readonly paper: Paper;
  readonly hasMargin: boolean;
  readonly sources: PdfSources;
}

/** Objects that are written before the page may handle events. */
const OBJECTS_PER_TICK = 50;

/** The part of the work that is done when the pages of PDFs are copied, 0…1. */
const COPYING_PART = 0.8;

/** A PDF of vectors: text as text in embedded fonts, live links, and pictures at their resolution. Always light. */
export async function pdfFile(
  pages: readonly PdfPage[],
  { title, paper, hasMargin, sources }: PdfOptions,
  work: ExportWork = {},
): Promise<Uint8Array> {
  await loadSketch();
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context } = document;
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setCreator("Drawbridge");
  document.setCreationDate(new Date());
  const fonts = new EmbeddedFonts(document, sources.fontFiles);
  const blanks = new BlankFonts();
  const pictures = new EmbeddedPictures(document, sources);
  const count = pages.reduce((sum, { pictured }) => sum + pictured.length, 0);
  const written: { layout: PageLayout; content: PageContent; page: PdfPage }[] = [];
  // Copying pages of PDFs takes most of the time where there are many, and is done first.
  const copied = await pictures.loadPages(pages.flatMap(({ pictured }) => pictured), {
    ...work,
    progress: (part) => work.progress?.(part * COPYING_PART),
  });
  const start = copied > 0 ? COPYING_PART : 0;
  let done = 0;
  for (const page of pages) {
    const { pictured: shapes, box } = page;
    await fonts.load(shapes, work);
    await pictures.load(shapes, work);
    const foreign: ForeignRun[] = [];
    await inSlices(shapes, {
      signal: work.signal,
      count: shapes.length,
      act: (shape) => foreign.push(...foreignRuns(shape, fonts)),
    });
    await pictures.paint(foreign, work);
    const layout = layOutPage(box, { paper, hasMargin });
    const content = new PageContent(page, layout, { fonts, blanks, pictures });
    await inSlices(shapes, {
      signal: work.signal,
      progress: (part) => work.progress?.(start + (1 - start) * (done + part * shapes.length) / count),
      count: shapes.length,
      act: (shape) => content.add(shape),
    });
    done += shapes.length;
    written.push({ layout, content, page });
  }
  // All pages share the fonts and the pictures.
  const Font = context.register(context.obj({ ...fonts.refs, ...blanks.embed(context) }));
  const XObject = context.register(context.obj(pictures.refs));
  const tagged = [];
  for (const { layout, content, page: { pictured, box } } of written) {
    work.signal?.throwIfAborted();
    const { node, ref } = document.addPage([layout.width, layout.height]);
    tagged.push({ node, ref, tags: content.tags });
    const ExtGState = Object.fromEntries([...content.blendings].map(([name, each]) => [name, stateOf(each)]));
    node.set(PDFName.of("Resources"), context.obj({ Font, XObject, ExtGState }));
    node.set(PDFName.of("Contents"), await stream(context, content.parts));
    // Colours are multiplied as on a screen.
    node.set(PDFName.of("Group"), context.obj({ Type: "Group", S: "Transparency", CS: "DeviceRGB" }));
    const links = pictured.flatMap((shape) => {
      const all = isPicture(shape) ? linksIn(shape, pictures.linksIn(shape.asset)) : [];
      if (shape.link !== undefined) all.push({ link: shape.link, area: uprightOf(shape) });
      return all.flatMap(({ link, area }) => {
        const seen = overlap(area, box);
        return seen ? [linkTo(context, link, seen, layout)] : [];
      });
    });
    if (links.length > 0) node.set(PDFName.of("Annots"), context.obj(links));
  }
  embedTags(document, tagged);
  return await document.save({ objectsPerTick: OBJECTS_PER_TICK });
}

function stateOf({ opacity, isMultiplied }: Blending) {
  return { Type: "ExtGState", ca: opacity, CA: opacity, ...(isMultiplied && { BM: "Multiply" }) };
}

async function stream(context: PDFContext, parts: Uint8Array<ArrayBuffer>[]): Promise<PDFRef> {
  const packed = await deflated(parts);
  return context.register(
    PDFRawStream.of(context.obj({ Filter: "FlateDecode", Length: packed.length }), packed),
  );
}

/** Where on the board the links in the page of a PDF are. */
function linksIn(shape: ImageShape, links: readonly PageLink[]): { readonly link: string; readonly area: Box }[] {
  const { x, y, scaleX, scaleY } = placePicture(shape);
  const { w, h } = shape;
  return links.flatMap(({ link, ...part }) => {
    const xs = [part.x, part.x + part.w].map((at) => x + at * scaleX);
    const ys = [part.y, part.y + part.h].map((at) => y + at * scaleY);
    const seen = overlap(boxAround(xs, ys), { minX: 0, minY: 0, maxX: w, maxY: h });
    if (seen === undefined) return [];
    const corners = [[seen.minX, seen.minY], [seen.maxX, seen.minY], [seen.minX, seen.maxY], [seen.maxX, seen.maxY]]
      .map(([x, y]) => toBoard(shape, { x, y }));
    return [{ link, area: boxAround(corners.map(({ x }) => x), corners.map(({ y }) => y)) }];
  });
}

function boxAround(xs: readonly number[], ys: readonly number[]): Box {
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

/** A click on the box of a shape follows its link. */
function linkTo(
  context: PDFContext,
  link: string,
  { minX, minY, maxX, maxY }: Box,
  { scale, left, top }: PageLayout,
): PDFRef {
  return context.register(context.obj({
    Type: "Annot",
    Subtype: "Link",
    Rect: [left + scale * minX, top - scale * maxY, left + scale * maxX, top - scale * minY],
    Border: [0, 0, 0],
    A: { S: "URI", URI: PDFString.of(asciiOf(link).replace(/[\\()]/g, "\\$&")) },
  }));
}

/** The part of a box that is on the page. */
function overlap(box: Box, page: Box): Box | undefined {
  const minX = Math.max(box.minX, page.minX), minY = Math.max(box.minY, page.minY);
  const maxX = Math.min(box.maxX, page.maxX), maxY = Math.min(box.maxY, page.maxY);
  return minX < maxX && minY < maxY ? { minX, minY, maxX, maxY } : undefined;
}

/** The address as browsers send it. */
function asciiOf(link: string): string {
  return URL.parse(link)?.href ?? encodeURI(link.toWellFormed());
}
