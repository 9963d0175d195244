import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";

/**
 * Shows the badges of links, and the links in pages of PDFs. Their code is loaded with the first shape that may have
 * one: most boards have none.
 *
 * @param root the element that shows the board
 */
export function showLinks(
  editor: Pick<Editor, "camera" | "shapes" | "drafts" | "tool" | "images">,
  root: HTMLElement,
): { close(): void } {
  const { shapes } = editor;
  let layer: { close(): void } | undefined;
  let isLoading = false, isClosed = false;
  const load = async () => {
    if (isLoading || layer) return;
    isLoading = true;
    try {
      const { linkLayers } = await import("./page_link_layer.ts");
      if (!isClosed) layer = linkLayers(editor, root);
      stop();
    } catch {
      // There is no network. The next change of a shape with a link tries again.
    }
    isLoading = false;
  };
  const stop = shapes.onChange((changes) => changes.some(({ shape }) => shape && hasLinks(shape)) && void load());
  for (const shape of shapes.all()) {
    if (!hasLinks(shape)) continue;
    void load();
    break;
  }
  return {
    close() {
      isClosed = true;
      stop();
      layer?.close();
    },
  };
}

function hasLinks(shape: Shape): boolean {
  return !!shape.link || "pdf" in shape;
}
