import { signal } from "@preact/signals";
import type { Shape } from "../../board/shape.ts";
import type { Editor } from "../editor/editor.ts";
import { LinkField } from "./link_field.tsx";
import { MeasureFields } from "./measure_fields.tsx";

/** What was opened for one shape is open for the next. */
const isOpen = signal(false);

/** What is typed and not picked: out of the way until it is asked for. */
export function ExactFields({ editor, shapes }: { editor: Editor; shapes: readonly Shape[] }) {
  const isOne = shapes.length === 1;
  return (
    <details
      class="exact"
      open={isOpen.value}
      onToggle={({ currentTarget }) => isOpen.value = currentTarget.open}
    >
      <summary>{isOne ? "Place, size and link" : "Place and size"}</summary>
      {isOpen.value && <MeasureFields editor={editor} shapes={shapes} />}
      {isOpen.value && isOne && <LinkField editor={editor} shape={shapes[0]} />}
    </details>
  );
}
