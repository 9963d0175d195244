import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Editor } from "../../editor/editor.ts";
import { INTERFACE } from "../../messages/en/interface.ts";

/** A hint on an empty board. Disappears when anybody starts a stroke. */
export function EmptyHint({ editor }: { editor: Editor }) {
  const isDrawn = useSignal(editor.live.size > 0);
  useEffect(() => editor.live.onChange(() => isDrawn.value = editor.live.size > 0), [editor]);
  const isShown = editor.shapes.count.value === 0 && !isDrawn.value && editor.status.value.kind !== "loading";
  if (!isShown) return null;
  return (
    <p class="hint">
      {editor.canDraw.value ? INTERFACE.emptyBoard : INTERFACE.emptyView}
    </p>
  );
}
