import { fromPortable, toPortable } from "../../board/portable.ts";
import type { Editor } from "../editor/editor.ts";
import { copiesOf } from "../editor/arrange/copies.ts";
import { download, fileName } from "./download.ts";
import { type Excerpt, excerptOf } from "./excerpt.ts";
import { pngPicture, svgPicture } from "./picture.ts";

/** How a picture is to be made; scale in pixels per board unit. */
export interface Export {
  readonly format: "png" | "svg" | "drawbridge";
  readonly scale: number;
  readonly isTransparent: boolean;
}

/** Saves the selection, or the whole board, as a file on this device. @throws {Error} for people */
export async function save(editor: Editor, options: Export): Promise<void> {
  download(await made(editor, options), fileName(options.format));
}

/** Puts the selection, or the whole board, onto the clipboard as a picture. @throws {Error} for people */
export async function copy(editor: Editor, options: Export): Promise<void> {
  const blob = made(editor, options);
  if (options.format === "svg") return await navigator.clipboard.writeText(await (await blob).text());
  // Given as a promise, as Safari takes it only from within the press itself.
  await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
}

async function made(editor: Editor, { format, scale, isTransparent }: Export): Promise<Blob> {
  const excerpt = required(excerptOf(editor));
  const look = { theme: editor.theme.peek(), isTransparent };
  switch (format) {
    case "png":
      return await pngPicture(excerpt, { ...look, scale });
    case "svg":
      return new Blob([svgPicture(excerpt, look)], { type: "image/svg+xml" });
    case "drawbridge":
      return new Blob([JSON.stringify(toPortable(excerpt.shapes))], { type: "application/json" });
  }
}

/**
 * Puts the shapes of a file onto the board, where they were, and selects them.
 *
 * @returns how many, and how many could not be read
 * @throws {Error} for people, when it is no file of ours
 */
export function open(editor: Editor, text: string): { added: number; unread: number } {
  const { shapes, unread } = fromPortable(parsed(text));
  const copies = copiesOf(shapes, {
    newId: editor.newShapeId,
    above: editor.shapes.topOrder,
    dx: 0,
    dy: 0,
    hasFrame: () => false,
  });
  editor.writer.add(copies);
  editor.tool.value = "select";
  editor.selection.set(copies.map(({ id }) => id));
  return { added: copies.length, unread };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("Cannot open the file as it is not a Drawbridge file");
  }
}

function required(excerpt: Excerpt | undefined): Excerpt {
  if (excerpt === undefined) throw new Error("Cannot export the board as it is empty");
  return excerpt;
}
