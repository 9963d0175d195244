import { systemClock } from "../../board/clock.ts";
import { copiesOf, uncarried } from "../../board/copies.ts";
import { type Point, uprightOf } from "../../board/figure/point.ts";
import type { ShapeId } from "../../board/id.ts";
import type { Shape } from "../../board/shape.ts";
import { readShape } from "../../board/shape_reader.ts";
import type { Editor } from "../editor/editor.ts";
import { Problem } from "../editor/problem.ts";
import { announced } from "../editor/speech/announced.ts";
import { type Drawing, DrawingError, isWhole, MISSED, type Missed } from "../formats/drawing.ts";
import { EMPTY_PICTURE } from "../formats/foreign_pictures.ts";
import { readInWorker } from "../formats/drawing_worker.ts";
import type { ChartKind } from "../formats/words/chart.ts";
import { union } from "../geometry/box.ts";
import { DRAWINGS } from "../messages/en/drawings.ts";
import { languageTag } from "../messages/messages.ts";

export interface DrawingForm {
  /** What a table is shown as. */
  readonly chart?: ChartKind;
  /** The shapes in whose place it comes. */
  readonly replaced?: ReadonlySet<ShapeId>;
  /** Nothing is added when a part of the drawing cannot be shapes, or is too much for them. */
  readonly isOnlyShapes?: boolean;
  /** Called with the shapes of the drawing once they are on the board and selected. */
  readonly added?: (ids: ReadonlySet<ShapeId>) => void;
}

/** A drawing that has more shapes is rather a picture, whose parts nobody wants to move. */
const SHAPES_MAX = 500;

/** Why a drawing did not come as shapes. */
export class NotOnlyShapes extends Error {}

/**
 * Adds a drawing of another program to the board as one undo step, and selects it.
 *
 * @param at the place of its middle on the board; without one it keeps its own place and the view shows the board
 * @throws {Problem} when nothing was added, and when a part could not be carried over
 * @throws {NotOnlyShapes}
 */
export async function addDrawing(
  editor: Editor,
  content: Blob,
  at?: Point,
  { chart, replaced, isOnlyShapes = false, added }: DrawingForm = {},
): Promise<void> {
  const read = await readDrawing(content, chart);
  if (isOnlyShapes && (!isWhole(read) || read.shapes.length > SHAPES_MAX)) throw new NotOnlyShapes();
  const { send, ...drawing } = await withPictures(editor, read);
  if (drawing.shapes.length === 0) throw new Problem(wordsOfMissed(drawing, "missedAll") ?? DRAWINGS.nothing);
  // Reading took time, in which the link may have changed.
  if (!editor.canDraw.peek()) return;
  const { minX, minY, maxX, maxY } = drawing.shapes.map(uprightOf).reduce(union);
  const copies = copiesOf(drawing.shapes, {
    newId: editor.newShapeId,
    above: editor.shapes.topOrder,
    dx: at ? at.x - (minX + maxX) / 2 : 0,
    dy: at ? at.y - (minY + maxY) / 2 : 0,
    hasFrame: () => false,
  });
  announced(editor, { count: copies.length, doing: at ? "pasting" : "importing" }, () => {
    editor.board.transact(() => {
      if (replaced) editor.writer.remove(replaced);
      editor.writer.add(copies);
    }, "local");
    editor.tool.value = "select";
    editor.selection.set(uncarried(copies));
    added?.(editor.selection.ids.peek());
    send();
    if (at === undefined) editor.camera.fit(editor.shapes.bounds());
  });
  const missed = wordsOfMissed(drawing);
  if (missed !== undefined) throw new Problem(missed);
}

/** The drawing with the hashes of its pictures. One that cannot be read becomes an empty box, and is counted. */
async function withPictures(editor: Editor, drawing: Drawing): Promise<Drawing & { send(): void }> {
  const { pictures, shapes, missed } = drawing;
  if (pictures.size === 0) return { ...drawing, send: () => {} };
  const { taken, send } = await (await editor.images()).take([...pictures.values()]);
  const known = new Map([...pictures.keys()].map((number, i) => [number, taken[i]]));
  let image = missed.image ?? 0;
  const whole = shapes.map((shape): Shape => {
    if (shape.kind !== "image") return shape;
    const picture = known.get(shape.asset);
    if (picture) return { ...shape, ...picture };
    image++;
    return readShape(shape.id, { ...shape, ...EMPTY_PICTURE }) ?? shape;
  });
  return { ...drawing, shapes: whole, missed: { ...missed, ...(image > 0 && { image }) }, send };
}

async function readDrawing(content: Blob, chart: ChartKind | undefined): Promise<Drawing> {
  try {
    return await readInWorker(content, { clock: systemClock, chart });
  } catch (error) {
    throw error instanceof DrawingError ? new Problem(DRAWINGS[error.problem]) : error;
  }
}

const WORDS = {
  image: "missedImage",
  video: "missedVideo",
  embed: "missedEmbed",
  fill: "missedFill",
  tie: "missedTie",
  link: "missedLink",
  page: "missedPage",
  form: "missedForm",
  lettering: "missedLettering",
  gradient: "missedGradient",
  hidden: "missedHidden",
  direction: "missedDirection",
  look: "missedLook",
  action: "missedAction",
  icon: "missedIcon",
  description: "missedDescription",
  region: "missedRegion",
  statement: "missedStatement",
  number: "missedNumber",
  value: "missedValue",
  other: "missedOther",
} as const satisfies Record<Missed, keyof typeof DRAWINGS>;

/** What could not be carried over, in one sentence; undefined when everything was. */
export function wordsOfMissed(
  { missed }: Pick<Drawing, "missed">,
  sentence: "missed" | "missedAll" = "missed",
): string | undefined {
  const parts = MISSED.flatMap((kind) => missed[kind] ? [DRAWINGS[WORDS[kind]]({ count: missed[kind] })] : []);
  if (parts.length === 0) return undefined;
  return DRAWINGS[sentence]({ list: new Intl.ListFormat(languageTag(), { type: "conjunction" }).format(parts) });
}
