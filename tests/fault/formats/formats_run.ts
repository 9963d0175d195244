import { readShape } from "../../../board/shape_reader.ts";
import { DrawingError } from "../../../client/formats/drawing.ts";
import { readDrawing } from "../../../client/formats/drawing_reader.ts";
import { mutatedFile } from "../../support/formats/mutations.ts";
import { sampleFiles } from "../../support/formats/sample_files.ts";
import { seeded } from "../../support/random.ts";

/** The longest time that reading a file may take, ms. */
export const READING_MS_MAX = 2_000;

export interface FormatsTally {
  read: number;
  refused: number;
  /** The longest time, ms. */
  longest: number;
}

/**
 * Reads mutated files of each kind. Each gives shapes that boards can hold, or is refused as a whole.
 *
 * @throws {Error} with the kind and the seed of a file that does something else
 */
export async function readMutatedFiles(count: number, firstSeed: number): Promise<FormatsTally> {
  const tally: FormatsTally = { read: 0, refused: 0, longest: 0 };
  for (const [kind, file] of Object.entries(sampleFiles())) {
    for (let seed = firstSeed; seed < firstSeed + count; seed++) {
      const bytes = new TextEncoder().encode(mutatedFile(file, seeded(seed)));
      const start = performance.now();
      try {
        const { shapes } = await readDrawing(bytes);
        const unread = shapes.filter((shape) => readShape(shape.id, shape) === undefined);
        if (unread.length > 0) throw new Error(`a shape that no board can hold: ${JSON.stringify(unread[0])}`);
        tally.read++;
      } catch (error) {
        if (!(error instanceof DrawingError)) {
          throw new Error(`Cannot read a mutated file: ${kind}, seed ${seed}: ${(error as Error).message}`, {
            cause: error,
          });
        }
        tally.refused++;
      }
      const took = performance.now() - start;
      tally.longest = Math.max(tally.longest, took);
      if (took > READING_MS_MAX) {
        throw new Error(`Cannot read a mutated file in time: ${kind}, seed ${seed}: ${took} ms`);
      }
    }
  }
  return tally;
}
