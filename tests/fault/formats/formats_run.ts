import { readShape } from "../../../board/shape_reader.ts";
import { fileKinds, isRefusal } from "../../support/formats/file_kinds.ts";
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
 * Reads mutated files of each kind. Each gives shapes that boards can hold, or is refused as a whole; it asks nobody.
 *
 * @param only part of the names of the kinds that are read
 * @throws {Error} with the kind and the seed of a file that does something else
 */
export async function readMutatedFiles(count: number, firstSeed: number, only = ""): Promise<FormatsTally> {
  const tally: FormatsTally = { read: 0, refused: 0, longest: 0 };
  const { fetch } = globalThis;
  for (const [kind, { mutated, read }] of Object.entries(fileKinds())) {
    if (!kind.includes(only)) continue;
    for (let seed = firstSeed; seed < firstSeed + count; seed++) {
      const fails = (why: string, cause?: unknown) =>
        new Error(`Cannot read a mutated file: ${kind}, seed ${seed}: ${why}`, { cause });
      const file = await mutated(seeded(seed));
      let asked: unknown;
      globalThis.fetch = (address, options) => {
        // PDF.js has its own fonts and character maps beside it.
        if (!`${address}`.startsWith("file:")) asked = address;
        return fetch(address, options);
      };
      const start = performance.now();
      try {
        const shapes = await read(file);
        const unread = shapes.find((shape) => readShape(shape.id, shape) === undefined);
        if (unread !== undefined) throw new Error(`a shape that no board can hold: ${JSON.stringify(unread)}`);
        tally.read++;
      } catch (error) {
        if (!isRefusal(error)) throw fails((error as Error).message, error);
        tally.refused++;
      } finally {
        globalThis.fetch = fetch;
      }
      const took = performance.now() - start;
      tally.longest = Math.max(tally.longest, took);
      if (took > READING_MS_MAX) throw fails(`${took} ms`);
      if (asked !== undefined) throw fails(`it asked ${asked}`);
    }
  }
  return tally;
}
