// Functions that run in the page: a browser gets their source text, so each must be complete in itself.

/** Drops a PNG of stripes, as drivers cannot drag files from the desktop. */
export async function dropPicture(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Promise<void> {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d")!;
  for (let i = 0; i < 10; i++) {
    context.fillStyle = `hsl(${i * 36} 80% 55%)`;
    context.fillRect(i * width / 10, 0, width / 10 + 1, height);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([blob!], "stripes.png", { type: "image/png" }));
  const init = { dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true };
  for (const type of ["dragover", "drop"]) document.elementFromPoint(x, y)!.dispatchEvent(new DragEvent(type, init));
}

/** Drops a file; each character of its content is a byte. */
export function dropFile({ x, y, name, content }: { x: number; y: number; name: string; content: string }): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([Uint8Array.from(content, (letter) => letter.charCodeAt(0))], name));
  const init = { dataTransfer, clientX: x, clientY: y, bubbles: true, cancelable: true };
  for (const type of ["dragover", "drop"]) document.elementFromPoint(x, y)!.dispatchEvent(new DragEvent(type, init));
}
