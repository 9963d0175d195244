import type { Point } from "../../board/figure/point.ts";
import { FILES } from "../messages/en/export.ts";
import { pageLinks } from "./arrange/pasted_links.ts";
import type { Editor } from "./editor.ts";
import { problemText } from "./problem.ts";

/** Files of drawings and tables. A PNG or SVG may carry a drawing as well. */
const BOARDS = "drawbridge,json,excalidraw,excalidrawlib,tldr,drawio,xml,mmd,csv,tsv,md,txt".split(",");
const BOARD = new RegExp(`\\.(${BOARDS.join("|")})$`, "i");
/** The names of pictures whose type not all systems know. */
const PICTURE = /\.(avif|gif|heic|heif|jpe?g|png|svg|webp)$/i;

/** Asks for files and imports them. */
export async function chooseFiles(editor: Editor): Promise<void> {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
  // Phones do not let people choose files whose endings they do not know (WebKit bug 34442).
  if (!editor.fingers.isPossible.peek()) {
    input.accept = `.${BOARDS.join(",.")},application/json,application/pdf,image/*,.heic,.heif`;
  }
  const files = await new Promise<readonly File[]>((resolve) => {
    input.addEventListener("change", () => resolve([...input.files ?? []]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
  if (files.length > 0) await importFiles(editor, files);
}

/**
 * Opens files of Drawbridge and of other drawing programs one after another, adds pictures together, and reports the
 * first other file.
 *
 * @param at where pictures are put; by default the middle of the view
 */
export async function importFiles(editor: Editor, files: readonly File[], at?: Point): Promise<void> {
  const { problem } = editor;
  if (files.length === 0) return void (problem.value = FILES.noFolders);
  if (!editor.canDraw.peek()) return void (problem.value = FILES.noFilesByView);
  const drawings: File[] = [], pictures: File[] = [], pdfs: File[] = [], others: File[] = [];
  for (const file of files) {
    (isPdf(file) ? pdfs : await isDrawing(file) ? drawings : isImage(file) ? pictures : others).push(file);
  }
  const report = (error: unknown) => void (problem.value = problemText(error));
  if (others.length > 0) problem.value = FILES.noOtherFiles;
  const [picture] = pictures;
  if (pictures.length === 1 && isSvg(picture)) {
    const place = at ?? editor.camera.toBoard(editor.camera.centre());
    await editor.outlet().then((outlet) => outlet.dropSvg(picture, place)).catch(report);
  } else if (pictures.length > 0) await editor.images().then((images) => images.add(pictures, at)).catch(report);
  if (pdfs.length > 0) await editor.images().then((images) => images.addPdfs(pdfs, at)).catch(report);
  for (const file of drawings) await editor.outlet().then((outlet) => outlet.openFile(file)).catch(report);
}

/** Makes cards of links. @param list addresses, one a line; lines with a number sign are comments (RFC 2483, 5) */
export async function importLinks(editor: Editor, list: string, at?: Point): Promise<void> {
  const links = pageLinks(list.replace(/^#.*$/gm, ""));
  if (links === undefined || !editor.canDraw.peek()) return;
  const { camera } = editor;
  await (await editor.outlet()).pasteDrawing(links.join("\n"), at ?? camera.toBoard(camera.centre()), "links");
}

function isPdf({ name, type }: File): boolean {
  return type === "application/pdf" || /\.pdf$/i.test(name);
}

function isImage({ name, type }: File): boolean {
  return type.startsWith("image/") || PICTURE.test(name);
}

function isSvg({ name, type }: File): boolean {
  return type === "image/svg+xml" || /\.svg$/i.test(name);
}

/** A PNG or an SVG is one when it carries the drawing that it shows. */
async function isDrawing(file: File): Promise<boolean> {
  if (BOARD.test(file.name)) return true;
  if (file.size > PICTURE_BYTES_MAX) return false;
  if (isSvg(file)) {
    const text = await file.text();
    return /^\s*<svg[^>]*>\s*<metadata>\s*\{"type":"drawbridge"/.test(text) || text.includes(KEPT) ||
      /\scontent="(&lt;|%3C)mx/.test(text);
  }
  return file.type === "image/png" && carriesDrawing(new Uint8Array(await file.arrayBuffer()));
}

/** Larger pictures are not searched for a drawing, bytes. */
const PICTURE_BYTES_MAX = 64 * 1024 * 1024;

/** Searches the chunks of a PNG for a name under which a program keeps a drawing (PNG 1.2, tEXt and zTXt). */
function carriesDrawing(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer);
  for (let at = 8; at + 12 <= bytes.length; at += view.getUint32(at) + 12) {
    const start = String.fromCharCode(...bytes.subarray(at + 4, at + 8 + KEPT.length));
    if (start === `tEXt${KEPT}` || start.startsWith("zTXtdrawbridge\0") || /^(tE|zT)Xtmx/.test(start)) return true;
  }
  return false;
}

const KEPT = "application/vnd.excalidraw+json";
