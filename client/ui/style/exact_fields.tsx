import { signal } from "@preact/signals";
import type { Editor } from "../../editor/editor.ts";
import { LinkField } from "./link_field.tsx";
import { MeasureFields } from "./measure_fields.tsx";
import { STYLES } from "../../messages/en/style/styles.ts";

/** Shared by all shapes, so that the fields stay open when the selection changes. */
const isOpen = signal(false);

/** Fields for exact values, collapsed until opened. */
export function ExactFields({ editor }: { editor: Editor }) {
  const isOne = editor.selection.ids.value.size === 1;
  return (
    <details
      class="exact"
      open={isOpen.value}
      onToggle={({ currentTarget }) => isOpen.value = currentTarget.open}
    >
      <summary>{isOne ? STYLES.exactOne : STYLES.exact}</summary>
      {isOpen.value && <OpenFields editor={editor} />}
    </details>
  );
}

/** Rendered at each change of a selected shape, so not while the fields are collapsed. */
function OpenFields({ editor }: { editor: Editor }) {
  const shapes = editor.selection.shapes();
  return (
    <>
      <MeasureFields editor={editor} shapes={shapes} />
      {shapes.length === 1 && <LinkField editor={editor} shape={shapes[0]} />}
    </>
  );
}
