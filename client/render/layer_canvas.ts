/** A canvas that lies over the others, for one layer of the stage; without a picture of its own for screen readers. */
export function newCanvas(id: string): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.id = id;
  canvas.setAttribute("aria-hidden", "true");
  Object.assign(canvas.style, { position: "absolute", left: "0", top: "0" });
  return canvas;
}
