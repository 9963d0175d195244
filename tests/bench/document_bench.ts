import * as Y from "yjs";
import { Board } from "../../board/document.ts";
import { splice } from "../../board/wire/update_merge.ts";
import { scanOwnUpdate } from "../../board/wire/update.ts";
import { ShapeTable } from "../../client/editor/shapes/shape_table.ts";
import { writtenBoard } from "../support/board/handwriting.ts";
import { type Bench, timed } from "./bench.ts";

const STROKES = 10_000;
const updates = writtenBoard(STROKES);
const scans = updates.map((update) => scanOwnUpdate(update));
const whole = splice(scans);

export const documentBenches: Bench[] = [
  {
    name: "document: size of 10,000 strokes",
    meaning: "what a stroke takes in a snapshot",
    unit: "B/stroke",
    prepare: () => ({ run: () => whole.length / STROKES }),
  },
  {
    name: "document: load 10,000 strokes",
    meaning: "Yjs makes a document of a snapshot",
    unit: "ms",
    prepare: () => ({ run: () => timed(() => Y.applyUpdate(new Y.Doc(), whole)) }),
  },
  {
    name: "document: shape table of 10,000",
    meaning: "the client reads and indexes all shapes",
    unit: "ms",
    prepare() {
      const board = new Board();
      Y.applyUpdate(board.doc, whole);
      return { run: () => timed(() => new ShapeTable(board).close()) };
    },
  },
  {
    name: "update: scan",
    meaning: "an update of one stroke is validated",
    unit: "µs/update",
    prepare: () => ({ run: () => perUpdate(() => updates.forEach((update) => scanOwnUpdate(update))) }),
  },
  {
    name: "update: apply",
    meaning: "for comparison: Yjs applies it, in a batch",
    unit: "µs/update",
    prepare: () => ({
      run: () =>
        perUpdate(() => {
          const doc = new Y.Doc();
          doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
        }),
    }),
  },
  {
    name: "update: splice",
    meaning: "joining 64 updates into one frame",
    unit: "µs/update",
    prepare: () => ({ run: () => perUpdate(() => bySixtyFour((part) => splice(part))) }),
  },
  {
    name: "update: Y.mergeUpdates",
    meaning: "for comparison: the same by Yjs",
    unit: "µs/update",
    prepare: () => ({
      run: () => perUpdate(() => bySixtyFour((part) => Y.mergeUpdates(part.map(({ bytes }) => bytes)))),
    }),
  },
];

function bySixtyFour(run: (part: typeof scans) => void): void {
  for (let i = 0; i < scans.length; i += 64) run(scans.slice(i, i + 64));
}

async function perUpdate(run: () => void): Promise<number> {
  return await timed(run) * 1_000 / STROKES;
}
