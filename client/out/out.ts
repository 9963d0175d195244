import { toPortable } from "../../board/portable/portable.ts";
import type { PortableWords } from "../../board/talk/portable_talk.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import { rightsOf } from "../../board/role.ts";
import { announced } from "../editor/speech/announced.ts";
import type { ExportChoice, ExportWork, Outlet, Preview } from "../editor/outlet.ts";
import { usualExport } from "../editor/usual_export.ts";
import type { Editor } from "../editor/editor.ts";
import { chooseFiles } from "../editor/file_import.ts";
import { Problem, problemText } from "../editor/problem.ts";
import { copiesOf, copyIds } from "../../board/copies.ts";
import { download, fileName } from "./download.ts";
import { addDrawing } from "./foreign_drawing.ts";
import { foreignFile } from "./foreign_file.ts";
import { type Excerpt, excerptOf } from "./excerpt.ts";
import { assetUrls } from "./exported_pictures.ts";
import { takePictures } from "./portable_pictures.ts";
import { isTooLarge, pixelPicture, regionOf, svgPicture } from "./picture.ts";
import { HEAD_BYTES, isOurs, readOwn, textOf } from "./own_file.ts";
import { withBoard } from "./png_board.ts";
import { linkedPage } from "./cards/linked_page.ts";
import { pastedForms } from "./pasted_forms.ts";
import { printPicture } from "./print.ts";
import { FILES } from "../messages/en/export.ts";

/** A larger file cannot contain a valid board, bytes. */
const FILE_BYTES_MAX = 256 * 1024 * 1024;

/** Formats of pixels, and the endings of files that differ from the format. */
const PIXELS: ReadonlySet<string> = new Set(["png", "jpeg", "webp"]);
const ENDINGS: Readonly<Record<string, string>> = { jpeg: "jpg" };

/** On paper the board is light. */
const PRINTED = { theme: "light", isTransparent: false } as const;

/** Import and export of the editor's board. @param options.slug the link that opens the board now */
export function outletOf(editor: Editor, { slug }: { readonly slug: () => string }): Outlet {
  const pageOf = (url: string) => linkedPage(url, slug());
  return {
    save: (choice, work) => save(editor, choice, work),
    make: (choice, work = {}) => made(editor, choice, work),
    copy: (choice, work) => copy(editor, { ...usualExport(editor), ...choice }, work),
    preview: (choice, within, work) => preview(editor, choice, { ...work, within }),
    open: () => chooseFiles(editor),
    openFile: (file) => openFile(editor, file),
    pasteDrawing: (content, at, kind) => pastedForms(editor, pageOf).paste(content, at, kind),
    dropSvg: (file, at) => pastedForms(editor, pageOf).drop(file, at),
    print: async () =>
      printPicture(await svgPicture(required(excerptOf(editor, usualExport(editor))), { ...PRINTED, editor })),
  };
}

async function save(editor: Editor, choice: ExportChoice, work: ExportWork = {}): Promise<void> {
  const content = await made(editor, choice, work);
  work.signal?.throwIfAborted();
  const sharpness = PIXELS.has(choice.format) && choice.scale > 1 ? `@${choice.scale}x` : "";
  download(content, fileName(editor.title.peek(), `${sharpness}.${ENDINGS[choice.format] ?? choice.format}`));
}

async function copy(editor: Editor, choice: ExportChoice, work: ExportWork = {}): Promise<void> {
  // Undefined without a secure context.
  if (navigator.clipboard === undefined) throw new Problem(FILES.noClipboard);
  const isSvg = choice.format === "svg";
  // Clipboards take no other pixels than PNG, and nothing else in it.
  const blob = made(editor, isSvg ? choice : { ...choice, format: "png", carriers: { png: false, svg: false } }, work);
  // Programs take what they can: drawing programs the SVG, others the pixels.
  const both = !isSvg && ClipboardItem.supports?.("image/svg+xml");
  const content: Record<string, Promise<Blob>> = isSvg
    ? { "text/plain": blob.then((svg) => new Blob([svg], { type: "text/plain" })) }
    : { "image/png": blob, ...(both && { "image/svg+xml": clipSvg(editor, choice, work) }) };
  try {
    // Passed as promises, because Safari requires the call within the user's action.
    await navigator.clipboard.write([new ClipboardItem(content)]);
  } catch (error) {
    await blob; // fails with the reason, if there is no picture
    throw (error as Error).name === "NotAllowedError" ? new Problem(FILES.noClipboard) : error;
  }
  editor.done.value = isSvg ? FILES.copiedSvg : FILES.copiedPng;
}

/** Without fonts: the browser cleans what it puts on the clipboard, by the policy of the page, which forbids styles. */
async function clipSvg(editor: Editor, choice: ExportChoice, work: ExportWork): Promise<Blob> {
  const excerpt = required(excerptOf(editor, choice));
  return new Blob([await svgPicture(excerpt, { ...choice, hasFonts: false, editor }, work)], { type: "image/svg+xml" });
}

async function preview(
  editor: Editor,
  choice: ExportChoice,
  { within, ...work }: ExportWork & { readonly within: number },
): Promise<Preview> {
  const excerpt = required(excerptOf(editor, onPaper(choice)));
  const region = regionOf(excerpt, PIXELS.has(choice.format) ? choice.scale : 1);
  const scale = region.scale * Math.min(1, within / region.width, within / region.height);
  return {
    picture: await pixelPicture(excerpt, {
      ...choice,
      ...(choice.format === "pdf" && PRINTED),
      ...(choice.format === "jpeg" && { isTransparent: false }),
      editor,
      scale,
      format: "png",
    }, work),
    width: region.width,
    height: region.height,
    isTooLarge: PIXELS.has(choice.format) && isTooLarge(region),
  };
}

async function made(editor: Editor, choice: ExportChoice, work: ExportWork): Promise<Blob> {
  const found = excerptOf(editor, onPaper(choice));
  const hasTalk = choice.format === "drawbridge" && choice.part === "board" && choice.hasTalk;
  // A board without shapes may have talk.
  if (hasTalk) return await drawbridgeFile(editor, found?.shapes ?? [], work, await talkOf(editor, work));
  const excerpt = required(found);
  switch (choice.format) {
    case "png": {
      const png = await pixelPicture(excerpt, { ...choice, format: "png", editor }, work);
      return choice.carriers.png ? await withBoard(png, JSON.stringify(await boardFile(editor, excerpt, work))) : png;
    }
    case "jpeg":
    case "webp":
      return await pixelPicture(excerpt, { ...choice, format: choice.format, editor }, work);
    case "svg": {
      const svg = await svgPicture(excerpt, { ...choice, isCarrier: choice.carriers.svg, editor }, work);
      return new Blob([svg], { type: "image/svg+xml" });
    }
    case "pdf": {
      const { pdfExport } = await import("./pdf_export.ts");
      return await pdfExport(editor, excerpt, choice, work);
    }
    case "excalidraw":
    case "tldr":
      return await foreignFile(editor, excerpt.shapes, { ...work, format: choice.format });
    case "drawbridge":
      return await drawbridgeFile(editor, excerpt.shapes, work);
  }
}

async function drawbridgeFile(
  editor: Editor,
  shapes: readonly Shape[],
  work: ExportWork,
  talk?: readonly PortableWords[],
): Promise<Blob> {
  return new Blob([JSON.stringify(await boardFile(editor, { shapes }, work, talk))], { type: "application/json" });
}

/** A board that opens again, with its pictures and PDFs. */
async function boardFile(
  editor: Editor,
  { shapes }: Pick<Excerpt, "shapes">,
  work: ExportWork,
  talk?: readonly PortableWords[],
): Promise<Readonly<Record<string, unknown>>> {
  const content = toPortable(shapes, editor.title.peek(), talk);
  const files = await assetUrls(editor, shapes, work);
  return { ...content, ...(files.size > 0 && { assets: Object.fromEntries(files) }) };
}

/**
 * Adds the shapes of a file to the board at their original positions and selects them. Owners also import its talk.
 * Files of other drawing programs are read by a worker, with the code for them.
 *
 * @throws {Problem}
 */
async function openFile(editor: Editor, file: File): Promise<void> {
  if (file.size > FILE_BYTES_MAX) throw new Problem(FILES.fileTooLarge);
  if (await isPdf(file)) return (await editor.images()).addPdfs([file]);
  if (!await isOurs(file)) return await addDrawing(editor, file);
  const text = await textOf(file);
  const { shapes, unread, talk, assets } = readOwn(text);
  const ids = copyIds(shapes, editor.newShapeId);
  const copies = copiesOf(shapes, {
    newId: editor.newShapeId,
    ids,
    above: editor.shapes.topOrder,
    dx: 0,
    dy: 0,
    hasFrame: () => false,
  });
  if (copies.length > 0) {
    announced(editor, { count: copies.length, doing: "importing" }, () => {
      editor.writer.add(copies);
      editor.tool.value = "select";
      editor.selection.set(copies.map(({ id }) => id));
      editor.camera.fit(editor.shapes.bounds());
    });
  }
  await takePictures(editor, copies, { text, assets });
  const inPart = unread > 0 ? [FILES.importedInPart({ count: copies.length, unread })] : [];
  const problems = [...inPart, ...talk === undefined ? [] : await importTalk(editor, talk, ids)];
  if (problems.length > 0) throw new Problem(problems.join(". "));
}

/** @returns what the person must know of it */
async function importTalk(
  editor: Editor,
  value: unknown,
  ids: ReadonlyMap<ShapeId, ShapeId>,
): Promise<readonly string[]> {
  const { readPortableTalk } = await import("../../board/talk/portable_talk.ts");
  const { words, unread } = readPortableTalk(value);
  const inPart = unread > 0 ? [FILES.talkUnread({ count: unread })] : [];
  if (words.length === 0) return inPart;
  const role = editor.role.peek();
  if (role === undefined || !rightsOf(role).manage || !editor.talkFile) return [FILES.talkForOwners];
  try {
    await (await editor.talkFile()).add(words, ids);
    editor.done.value = FILES.talkImported({ count: words.length });
    return inPart;
  } catch (error) {
    return [...inPart, problemText(error)];
  }
}

async function talkOf(editor: Editor, work: ExportWork): Promise<readonly PortableWords[]> {
  if (!editor.talkFile) throw new Problem(FILES.talkNotLoaded);
  return await (await editor.talkFile()).read(work);
}

async function isPdf(file: Blob): Promise<boolean> {
  return (await file.slice(0, HEAD_BYTES).text()).startsWith("%PDF-");
}

/** The margin of a sheet of paper is the sheet's own. */
function onPaper(choice: ExportChoice): ExportChoice {
  return choice.format === "pdf" && choice.paper !== "fit" ? { ...choice, hasMargin: false } : choice;
}

function required(excerpt: Excerpt | undefined): Excerpt {
  if (excerpt === undefined) throw new Problem(FILES.emptyExport);
  return excerpt;
}
