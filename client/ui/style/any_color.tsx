import { isColor, type Theme } from "../../../board/palette.ts";
import { hexOfPaint, type Paint } from "../../../board/style.ts";
import { INK_STYLES } from "../../messages/en/style/ink_styles.ts";

interface AnyColorProps {
  readonly label: string;
  readonly theme: Theme;
  /** Undefined when the values of the selection differ. */
  readonly chosen: Paint | undefined;
  readonly choose: (paint: Paint) => void;
  /** Shows a colour before it is set. */
  readonly preview: (paint: Paint) => void;
}

/** A swatch for any colour: the colour picker of the browser. */
export function AnyColor({ label, theme, chosen, choose, preview }: AnyColorProps) {
  const own = chosen !== undefined && !isColor(chosen) ? chosen : undefined;
  return (
    <label class="choice" title={INK_STYLES.anyColor} style={own && { "--color": own }}>
      <input
        type="color"
        aria-label={INK_STYLES.any({ property: label })}
        value={chosen ? hexOfPaint(chosen, theme) : "#000000"}
        onInput={({ currentTarget }) => preview(currentTarget.value as Paint)}
        onChange={({ currentTarget }) => choose(currentTarget.value as Paint)}
      />
      <span class={own ? "swatch is-chosen" : "swatch any"} />
    </label>
  );
}
