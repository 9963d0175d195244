import {
  fromPortable,
  parsePortable,
  type PortableContent,
  PortableError,
  type PortableReason,
  toPortable,
} from "../../board/portable.ts";
import { announced } from "../editor/speech/announced.ts";
import type { ExportChoice } from "../editor/outlet.ts";
import type { Editor } from "../editor/editor.ts";
import { Problem } from "../editor/problem.ts";
import { copiesOf } from "../../board/copies.ts";
import { download, fileName } from "./download.ts";
import { type Excerpt, excerptOf } from "./excerpt.ts";
import { pngPicture, svgPicture } from "./picture.ts";
import { NOTICES } from "../messages/en/notices.ts";

/** A larger file cannot contain a valid board, bytes. */
const FILE_BYTES_MAX = 256 * 1024 * 1024;

/** Saves the selection, or the whole board, as a file. @throws {Problem} */
export async function save(editor: Editor, options: ExportChoice): Promise<void> {
  download(await made(editor, options), fileName(editor.title.peek(), options.format));
}

/**
 * Copies the selection, or the whole board, to the clipboard as a picture.
 *
 * @throws {Problem}
 */
export async function copy(editor: Editor, options: ExportChoice): Promise<void> {
  // Undefined without a secure context.
  if (navigator.clipboard === undefined) throw new Problem(NOTICES.noClipboard);
  const isSvg = options.format === "svg";
  const blob = made(editor, options);
  const content: Record<string, Promise<Blob>> = isSvg
    ? { "text/plain": blob.then((svg) => new Blob([svg], { type: "text/plain" })) }
    : { "image/png": blob };
  try {
    // Passed as promises, because Safari requires the call within the user's action.
    await navigator.clipboard.write([new ClipboardItem(content)]);
  } catch (error) {
    throw (error as Error).name === "NotAllowedError" ? new Problem(NOTICES.noClipboard) : error;
  }
  editor.done.value = isSvg ? NOTICES.copiedSvg : NOTICES.copiedPng;
}

async function made(editor: Editor, { format, scale, isTransparent }: ExportChoice): Promise<Blob> {
  const excerpt = required(excerptOf(editor));
  const look = { theme: editor.theme.peek(), isTransparent };
  switch (format) {
    case "png":
      return await pngPicture(excerpt, { ...look, scale });
    case "svg":
      return new Blob([await svgPicture(excerpt, look)], { type: "image/svg+xml" });
    case "drawbridge":
      return new Blob([JSON.stringify(toPortable(excerpt.shapes, editor.title.peek()))], { type: "application/json" });
  }
}

/** Asks for a file and opens it. @throws {Problem} */
export async function open(editor: Editor): Promise<void> {
  const file = await chosenFile();
  if (file !== undefined) await openFile(editor, file);
}

/**
 * Adds the shapes of a file to the board at their original positions and selects them.
 *
 * @throws {Problem}
 */
export async function openFile(editor: Editor, file: File): Promise<void> {
  if (file.size > FILE_BYTES_MAX) throw new Problem(NOTICES.fileTooLarge);
  const { shapes, unread } = read(await file.text());
  const copies = copiesOf(shapes, {
    newId: editor.newShapeId,
    above: editor.shapes.topOrder,
    dx: 0,
    dy: 0,
    hasFrame: () => false,
  });
  announced(editor, { count: copies.length, doing: "importing" }, () => {
    editor.writer.add(copies);
    editor.tool.value = "select";
    editor.selection.set(copies.map(({ id }) => id));
    editor.camera.fit(editor.shapes.bounds());
  });
  if (unread > 0) {
    throw new Problem(NOTICES.importedInPart({ count: copies.length, unread }));
  }
}

function read(text: string): PortableContent {
  try {
    return fromPortable(parsePortable(text));
  } catch (error) {
    throw error instanceof PortableError ? new Problem(fileProblem(error.reason)) : error;
  }
}

function fileProblem(reason: PortableReason): string {
  switch (reason.code) {
    case "notDrawbridge":
      return NOTICES.notDrawbridge;
    case "unknownVersion":
      return NOTICES.unknownVersion(reason);
    case "tooManyShapes":
      return NOTICES.tooManyShapes(reason);
  }
}

/** Removes the picture that is being printed. */
let endPrinting = () => {};

/**
 * Prints the selection, or the whole board, on light paper. Some browsers print after `print` has returned, so the
 * picture stays until `afterprint`.
 *
 * @throws {Problem}
 */
export async function print(editor: Editor): Promise<void> {
  const svg = await svgPicture(required(excerptOf(editor)), { theme: "light", isTransparent: false });
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const picture = Object.assign(new Image(), { src: url, className: "printed", alt: "" });
  endPrinting();
  endPrinting = () => {
    picture.remove();
    URL.revokeObjectURL(url);
  };
  document.body.append(picture);
  try {
    await picture.decode();
  } catch (error) {
    endPrinting();
    throw error;
  }
  addEventListener("afterprint", endPrinting, { once: true });
  globalThis.print();
}

/** @returns undefined when the person cancels */
function chosenFile(): Promise<File | undefined> {
  const input = Object.assign(document.createElement("input"), {
    type: "file",
    accept: ".drawbridge,.svg,application/json,image/svg+xml",
  });
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
    input.click();
  });
}

function required(excerpt: Excerpt | undefined): Excerpt {
  if (excerpt === undefined) throw new Problem(NOTICES.emptyExport);
  return excerpt;
}
