// Functions that run in the page: a browser gets their source text, so each must be complete in itself.

/** A square around a point, in viewport CSS pixels, on these layers. */
export interface InkPlace {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly layers: readonly string[];
}

/** The ids of the canvases that show shapes. */
export const LAYERS: readonly string[] = ["board", "marking", "peer-drafts", "drafts", "live"];

/** The number of canvas pixels in the square that differ from the background. */
export function countInk({ x, y, radius, layers }: InkPlace): number {
  const isPaper = (pixels: Uint8ClampedArray, i: number, paper: Uint8ClampedArray) =>
    pixels[i + 3] === 0 || [0, 1, 2].every((channel) => Math.abs(pixels[i + channel] - paper[channel]) < 8);
  const paperOf = (context: CanvasRenderingContext2D) => {
    context.fillStyle = getComputedStyle(document.querySelector("#canvas > div")!).backgroundColor;
    const hex = String(context.fillStyle);
    return Uint8ClampedArray.from([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  };
  const paper = paperOf(new OffscreenCanvas(1, 1).getContext("2d") as unknown as CanvasRenderingContext2D);
  let found = 0;
  for (const layer of layers) {
    const canvas = document.querySelector<HTMLCanvasElement>(`canvas#${layer}`);
    if (canvas === null || canvas.width === 0 || canvas.hidden) continue;
    const ratio = canvas.width / canvas.clientWidth;
    const size = Math.round(2 * radius * ratio);
    const context = canvas.getContext("2d")!;
    const { data } = context.getImageData(
      Math.round((x - radius) * ratio),
      Math.round((y - radius) * ratio),
      size,
      size,
    );
    for (let i = 0; i < data.length; i += 4) if (!isPaper(data, i, paper)) found++;
  }
  return found;
}

/** The updates of a board in this browser's storage. */
export async function readCopy(name: string): Promise<Uint8Array[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    if (!database.objectStoreNames.contains("updates")) return [];
    return await new Promise((resolve, reject) => {
      const request = database.transaction("updates").objectStore("updates").getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}
