import { LateCode } from "../late_code.ts";

/** The page loads it when a person begins to use the board: without a selection there is nothing to arrange. */
export const ARRANGING = new LateCode(() => import("./arrangements.ts").then(({ ARRANGEMENTS }) => ARRANGEMENTS));

export type Arrangements = Awaited<ReturnType<typeof ARRANGING.load>>;
