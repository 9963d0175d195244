import { mergeUpdates } from "yjs";
import { boundsOf } from "../../board/figure/bounds.ts";
import { uprightOf } from "../../board/figure/point.ts";
import { sceneOfUpdate } from "../../board/figure/scene.ts";
import { loadSketch } from "../../board/figure/sketch.ts";
import { groundOf, svgOf } from "../../board/figure/svg.ts";
import type { Theme } from "../../board/palette.ts";
import { keptUpdates } from "../sync/kept_copies.ts";

/** Larger boards are not drawn here, bytes: their picture takes the page too long. */
const BYTES_MAX = 1024 * 1024;

/** Margin around the drawing, board units: lines and arrowheads extend beyond their boxes. */
const ROOM = 32;

/** A board as its copy on this device shows it, without its pictures. @returns undefined when there is none */
export async function keptPicture(slugs: readonly string[], theme: Theme): Promise<Blob | undefined> {
  for (const slug of slugs) {
    const updates = await keptUpdates(slug);
    const bytes = updates.reduce((sum, { length }) => sum + length, 0);
    if (bytes === 0) continue;
    if (bytes > BYTES_MAX) return undefined;
    await loadSketch();
    const shapes = sceneOfUpdate(mergeUpdates(updates));
    if (shapes.length === 0) continue;
    const { minX, minY, maxX, maxY } = boundsOf(
      shapes.map(uprightOf).flatMap((box) => [
        ...[box.minX, box.minY],
        ...[box.maxX, box.maxY],
      ]),
    );
    const box = { minX: minX - ROOM, minY: minY - ROOM, maxX: maxX + ROOM, maxY: maxY + ROOM };
    return new Blob([svgOf(shapes, { box, theme, ground: groundOf(theme) })], { type: "image/svg+xml" });
  }
  return undefined;
}
