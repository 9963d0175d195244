import type { Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import type { ExportWork } from "../editor/outlet.ts";

/** Shapes as a file of another drawing program. The code that writes it loads with the first one. */
export async function foreignFile(
  editor: Pick<Editor, "images" | "title">,
  shapes: readonly Shape[],
  { format, signal }: ExportWork & { readonly format: "excalidraw" | "tldr" },
): Promise<Blob> {
  const pictures = await pictureUrls(editor, shapes, signal);
  if (format === "excalidraw") {
    const { excalidrawScene } = await import("../formats/excalidraw/scene_writer.ts");
    const scene = excalidrawScene(shapes, pictures);
    return new Blob([JSON.stringify(scene, null, 2)], { type: "application/vnd.excalidraw+json" });
  }
  const { tldrawFile } = await import("../formats/tldraw/record_writer.ts");
  const file = tldrawFile(shapes, editor.title.peek(), pictures);
  return new Blob([JSON.stringify(file)], { type: "application/vnd.tldraw+json" });
}

/** The pictures of images as data URLs, by their hashes. A missing one leaves its image empty. */
async function pictureUrls(
  { images }: Pick<Editor, "images">,
  shapes: readonly Shape[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, string>> {
  const urls = new Map<string, string>();
  for (const shape of shapes) {
    if (shape.kind !== "image" || urls.has(shape.asset)) continue;
    signal?.throwIfAborted();
    const bytes = await (await images()).bytes(shape.asset);
    if (bytes !== undefined) urls.set(shape.asset, await urlOf(new Blob([bytes], { type: shape.type })));
  }
  return urls;
}

function urlOf(picture: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });
}
