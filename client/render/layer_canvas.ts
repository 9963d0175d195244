/** A canvas for one layer of the stage, above the earlier ones and hidden from screen readers. */
export function newCanvas(id: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.id = id;
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, { position: "absolute", left: "0", top: "0" });
  return canvas;
}
