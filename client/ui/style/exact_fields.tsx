import { signal } from "@preact/signals";
import type { Shape } from "../../../board/shape.ts";
import type { Editor } from "../../editor/editor.ts";
import { LinkField } from "./link_field.tsx";
import { MeasureFields } from "./measure_fields.tsx";
import { STYLES } from "../../messages/en/styles.ts";

/** Shared by all shapes, so that the fields stay open when the selection changes. */
const isOpen = signal(false);

/** Fields for exact values, collapsed until opened. */
export function ExactFields({ editor, shapes }: { editor: Editor; shapes: readonly Shape[] }) {
  const isOne = shapes.length === 1;
  return (
    <details
      class="exact"
      open={isOpen.value}
      onToggle={({ currentTarget }) => isOpen.value = currentTarget.open}
    >
      <summary>{isOne ? STYLES.exactOne : STYLES.exact}</summary>
      {isOpen.value && <MeasureFields editor={editor} shapes={shapes} />}
      {isOpen.value && isOne && <LinkField editor={editor} shape={shapes[0]} />}
    </details>
  );
}
