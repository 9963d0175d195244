/** A part of a request that is not as it should be. Nothing of the request is done then. */
export interface ShapeProblem {
  readonly in: "request" | "create" | "change" | "delete";
  /** The place in the list. */
  readonly index?: number;
  readonly field?: string;
  readonly error: string;
}

/** Problems named in one answer. */
const NAMED_MAX = 20;

/** Collects what is wrong with a request. */
export class ShapeProblems {
  readonly named: ShapeProblem[] = [];

  add(problem: ShapeProblem): void {
    if (this.named.length < NAMED_MAX) this.named.push(problem);
  }

  get isEmpty(): boolean {
    return this.named.length === 0;
  }
}
