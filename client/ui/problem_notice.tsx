import type { Editor } from "../editor/editor.ts";
import { Icon } from "./icon.tsx";

/** Says that something the person asked for could not be done, until they have read it. */
export function ProblemNotice({ editor }: { editor: Editor }) {
  const { problem } = editor;
  if (problem.value === undefined) return null;
  return (
    <div class="panel problem-notice" role="alert">
      <span>{problem.value}.</span>
      <button type="button" class="button" aria-label="Close" onClick={() => problem.value = undefined}>
        <Icon name="close" />
      </button>
    </div>
  );
}
