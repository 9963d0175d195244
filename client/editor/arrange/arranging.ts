import { CONTROLS } from "../../messages/en/controls.ts";
import type { Editor } from "../editor.ts";
import { LateCode } from "../late_code.ts";

/** The page loads it when a person begins to use the board: without a selection there is nothing to arrange. */
export const ARRANGING = new LateCode(() => import("./arrangements.ts").then(({ ARRANGEMENTS }) => ARRANGEMENTS));

export type Arrangements = Awaited<ReturnType<typeof ARRANGING.load>>;

/** Does the work with its code: at once if that has loaded. */
export function withArranging({ problem }: Editor, work: (code: Arrangements) => void): void {
  ARRANGING.use(work, () => problem.value = CONTROLS.notLoaded);
}
