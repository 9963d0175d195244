import { Board } from "../../../board/document.ts";
import { shapeIds } from "../../../board/id.ts";
import { encodeInk, type Samples, STRIDE } from "../../../board/ink.ts";
import { orderAbove } from "../../../board/order.ts";
import { COLORS } from "../../../board/palette.ts";
import { type Random, seeded } from "../random.ts";

/** About 80 samples of a handwritten word: loops that move to the right, varying pressure, a little noise. */
export function handwriting(random: Random): Samples {
  const count = 60 + random.below(41);
  const points = new Float32Array(count * STRIDE);
  const width = 60 + random.float() * 50, height = 18 + random.float() * 18, loops = 3 + random.float() * 3;
  const phase = random.float() * 6.28;
  for (let i = 0; i < count; i++) {
    const t = i / (count - 1), angle = 6.28 * loops * t + phase;
    points[i * STRIDE] = width * (0.1 + t + 0.1 * Math.sin(angle)) + (random.float() - 0.5) * 0.3;
    points[i * STRIDE + 1] = height * (0.5 + 0.5 * Math.sin(angle + 1)) + (random.float() - 0.5) * 0.3;
    points[i * STRIDE + 2] = Math.min(1, 0.4 + 6 * Math.min(t, 1 - t)) * (0.5 + 0.2 * Math.sin(angle / 2));
  }
  return { points, pressure: true };
}

/** A board with this number of words in rows by `authors` people, as their updates, one for each stroke. */
export function writtenBoard(count: number, { authors = 5, seed = 1 } = {}): Uint8Array[] {
  const random = seeded(seed);
  const updates: Uint8Array[] = [];
  const boards = Array.from({ length: authors }, () => {
    const board = new Board();
    board.doc.clientID = 1 + random.below(2 ** 31);
    board.doc.on("update", (update: Uint8Array) => updates.push(update));
    return { board, newId: shapeIds((bytes) => bytes.map(() => random.below(256))) };
  });
  let order: string | undefined;
  for (let i = 0; i < count; i++) {
    const samples = handwriting(random);
    order = orderAbove(order);
    const { board, newId } = random.pick(boards);
    board.add({
      id: newId(),
      kind: "ink",
      order,
      x: (i % 100) * 120,
      y: Math.floor(i / 100) * 45,
      w: 130,
      h: 40,
      nib: "pen",
      color: random.pick(COLORS),
      width: 4,
      ink: encodeInk(samples),
    });
  }
  return updates;
}
