import { useId } from "preact/hooks";
import { hexOf } from "../../board/palette.ts";
import type { Editor } from "../editor/editor.ts";
import { STROKE_SIZES, type StrokeSize } from "../editor/style.ts";
import { Popover } from "./popover.tsx";
import { Swatches } from "./swatches.tsx";

const SIZE_NAMES: Record<StrokeSize, string> = { s: "Thin", m: "Medium", l: "Thick", xl: "Very thick" };

/** Colour and width of what is drawn next. The button wears both. */
export function StylePicker({ editor }: { editor: Editor }) {
  const { color, size } = editor.style.value;
  const theme = editor.theme.value;
  const group = useId();
  const face = <span class={`nib nib-${size}`} style={{ "--color": hexOf(color, theme) }} />;
  return (
    <Popover
      name="style"
      label={`Colour and width: ${color}, ${SIZE_NAMES[size].toLowerCase()}`}
      tip="Colour and width"
      face={face}
    >
      <Swatches
        theme={theme}
        chosen={color}
        choose={(color) => editor.style.value = { ...editor.style.peek(), color }}
      />
      <div class="sizes" role="radiogroup" aria-label="Width" style={{ "--color": hexOf(color, theme) }}>
        {STROKE_SIZES.map((each) => (
          <label key={each} class="choice" title={SIZE_NAMES[each]}>
            <input
              type="radio"
              name={group}
              aria-label={SIZE_NAMES[each]}
              checked={each === size}
              onChange={() => editor.style.value = { ...editor.style.peek(), size: each }}
            />
            <span class={`nib nib-${each}`} />
          </label>
        ))}
      </div>
    </Popover>
  );
}
