/**
 * Scripts of pages on which another program runs by itself. Each leaves two functions behind: `open` takes the text of a
 * file and resolves with the boxes of what the program then holds, by id; `save` gives the text of a file. They are text
 * because the packages that they import are installed by the test that runs them.
 */
export const PROGRAM_PAGES = {
  excalidraw: `
    import { createElement } from "react";
    import { createRoot } from "react-dom/client";
    import { Excalidraw, loadFromBlob, serializeAsJSON } from "@excalidraw/excalidraw";
    import "@excalidraw/excalidraw/index.css";

    window.EXCALIDRAW_ASSET_PATH = "/";
    const program = new Promise((resolve) => {
      createRoot(document.body.firstElementChild).render(createElement(Excalidraw, { excalidrawAPI: resolve }));
    });
    window.open = async (text) => {
      const api = await program;
      const { elements, appState, files } = await loadFromBlob(new Blob([text]), null, null);
      api.addFiles(Object.values(files));
      api.updateScene({ elements, appState });
      api.scrollToContent(undefined, { fitToViewport: true });
      return api.getSceneElements().map(({ id, x, y, width, height }) => [id, [x, y, width, height]]);
    };
    window.save = async () => {
      const api = await program;
      return serializeAsJSON(api.getSceneElements(), api.getAppState(), api.getFiles(), "local");
    };`,
  tldraw: `
    import { createElement } from "react";
    import { createRoot } from "react-dom/client";
    import { parseTldrawJsonFile, serializeTldrawJson, Tldraw } from "tldraw";
    import "tldraw/tldraw.css";

    const program = new Promise((resolve) => {
      createRoot(document.body.firstElementChild).render(createElement(Tldraw, { onMount: (editor) => resolve(editor) }));
    });
    window.open = async (text) => {
      const editor = await program;
      const parsed = parseTldrawJsonFile({ json: text, schema: editor.store.schema });
      if (!parsed.ok) throw new Error("tldraw refuses the file: " + JSON.stringify(parsed.error));
      editor.loadSnapshot(parsed.value.getStoreSnapshot());
      editor.zoomToFit();
      const boxOf = ({ x, y, w, h }) => [x, y, w, h];
      return editor.getCurrentPageShapes().map(({ id }) => [id, boxOf(editor.getShapePageBounds(id))]);
    };
    window.save = async () => serializeTldrawJson(await program);`,
} as const;

export type ProgramName = keyof typeof PROGRAM_PAGES;
