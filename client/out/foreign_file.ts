import type { Excerpt } from "./excerpt.ts";

/** An excerpt as a file of another drawing program. The code that writes it loads with the first one. */
export async function foreignFile({ shapes }: Excerpt, format: "excalidraw" | "tldr", title: string): Promise<Blob> {
  if (format === "excalidraw") {
    const { excalidrawScene } = await import("../formats/excalidraw/scene_writer.ts");
    return new Blob([JSON.stringify(excalidrawScene(shapes), null, 2)], { type: "application/vnd.excalidraw+json" });
  }
  const { tldrawFile } = await import("../formats/tldraw/record_writer.ts");
  return new Blob([JSON.stringify(tldrawFile(shapes, title))], { type: "application/vnd.tldraw+json" });
}
