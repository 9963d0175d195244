import type { Paint } from "../../../board/style.ts";
import type { Editor } from "../../editor/editor.ts";
import { STROKE_SIZES, STROKE_WIDTH } from "../../editor/style/style.ts";
import { INK_STYLES } from "../../messages/en/style/ink_styles.ts";
import { StyleChoice } from "./style_choice.tsx";
import { AnyColor } from "./any_color.tsx";
import { Swatches } from "./swatches.tsx";

const WIDTHS = { s: "thin", m: "medium", l: "thick", xl: "veryThick" } as const;

/** The styles of the pen in use. They load with the interface; those of shapes load when they are needed. */
export function InkStyles({ editor }: { editor: Editor }) {
  return (
    <div class="styles">
      <div class="part">
        <InkColors editor={editor} />
      </div>
      <WidthChoice editor={editor} />
    </div>
  );
}

export function InkColors({ editor }: { editor: Editor }) {
  const { styling } = editor;
  const look = {
    label: INK_STYLES.color,
    theme: editor.theme.value,
    chosen: styling.styled.value.values.color as Paint | undefined,
    choose: (color: Paint) => styling.set("color", color),
  };
  return (
    <Swatches {...look}>
      <AnyColor {...look} preview={(color) => styling.preview("color", color)} />
    </Swatches>
  );
}

export function WidthChoice({ editor }: { editor: Editor }) {
  return (
    <StyleChoice
      editor={editor}
      property="width"
      label={INK_STYLES.width}
      choices={STROKE_SIZES.map((size) => ({
        value: STROKE_WIDTH[size],
        label: INK_STYLES[WIDTHS[size]],
        face: <span class={`nib nib-${size}`} />,
      }))}
    />
  );
}
