import { CONTROLS } from "../../messages/en/controls.ts";
import type { Editor } from "../editor.ts";
import { LateCode } from "../late_code.ts";

/** The page loads it when a person begins to use the board: without a selection there is nothing to arrange. */
export const ARRANGING = new LateCode(() => import("./arrangements.ts").then(({ ARRANGEMENTS }) => ARRANGEMENTS));

export type Arrangements = Awaited<ReturnType<typeof ARRANGING.load>>;

/** Calls `work` with the code for arranging. If the code is still loading, other input waits for it. */
export function withArranging({ problem, waiting }: Editor, work: (code: Arrangements) => void): void {
  waiting.holdUntil(ARRANGING.use(work, () => problem.value = CONTROLS.notLoaded));
}
