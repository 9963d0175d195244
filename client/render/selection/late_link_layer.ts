import type { Editor } from "../../editor/editor.ts";

/**
 * Shows the badges of links. Their code is loaded with the first shape that has a link: most boards have none.
 *
 * @param root the element that shows the board
 */
export function showLinks(
  editor: Pick<Editor, "camera" | "shapes" | "drafts">,
  root: HTMLElement,
): { close(): void } {
  const { shapes } = editor;
  let layer: { close(): void } | undefined;
  let isLoading = false, isClosed = false;
  const load = async () => {
    if (isLoading || layer) return;
    isLoading = true;
    try {
      const { LinkLayer } = await import("./link_layer.ts");
      if (!isClosed) layer = new LinkLayer(editor, root);
      stop();
    } catch {
      // There is no network. The next change of a shape with a link tries again.
    }
    isLoading = false;
  };
  const stop = shapes.onChange((changes) => changes.some(({ shape }) => shape?.link) && void load());
  for (const { link } of shapes.all()) {
    if (!link) continue;
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
