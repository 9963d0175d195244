import type { Editor } from "../../editor/editor.ts";
import { Icon } from "../controls/icon.tsx";
import { CONTROLS } from "../../messages/en/controls.ts";

/** Shows why something that the person asked for failed, until it is closed. `Announcer` tells screen readers of it. */
export function ProblemNotice({ editor }: { editor: Editor }) {
  const { problem } = editor;
  if (problem.value === undefined) return null;
  return (
    <div class="panel problem-notice">
      <span>{problem.value}.</span>
      <button type="button" class="button" aria-label={CONTROLS.close} onClick={() => problem.value = undefined}>
        <Icon name="close" />
      </button>
    </div>
  );
}
