import type { AssetId } from "../../board/asset/asset.ts";
import type { Shape } from "../../board/shape.ts";

/** What cannot be carried into a board, or arrives as something else. */
export const MISSED = [
  "image",
  "video",
  "embed",
  "fill",
  "tie",
  "link",
  "page",
  "form",
  "lettering",
  "gradient",
  "hidden",
  "direction",
  "look",
  "action",
  "icon",
  "description",
  "region",
  "statement",
  "number",
  "value",
  "other",
] as const;
export type Missed = typeof MISSED[number];

/** A drawing of another program as shapes of ours. */
export interface Drawing {
  /** Bottom first. Ids and groups are names within the drawing: copy the shapes to add them to a board. */
  readonly shapes: readonly Shape[];
  readonly title?: string;
  /** The pictures of its images, by what stands in these for the hash: the page knows it once it has prepared them. */
  readonly pictures: ReadonlyMap<AssetId, Blob>;
  /** How much of each kind was not carried. */
  readonly missed: Readonly<Partial<Record<Missed, number>>>;
}

/** Whether everything arrived, though letters may look different. */
export function isWhole({ missed: { lettering: _, ...lost } }: Pick<Drawing, "missed">): boolean {
  return Object.keys(lost).length === 0;
}

/** Why there is no drawing. */
export const DRAWING_PROBLEMS = [
  "empty",
  "unknown",
  "broken",
  "tooLarge",
  "tooMany",
  "tooSlow",
  "newer",
  "noNumbers",
] as const;
export type DrawingProblem = typeof DRAWING_PROBLEMS[number];

export class DrawingError extends Error {
  readonly problem: DrawingProblem;

  constructor(problem: DrawingProblem) {
    super(`Cannot read the drawing: ${problem}`);
    this.problem = problem;
  }
}
