import type { Theme } from "../../../board/palette.ts";
import type { Paint } from "../../../board/style.ts";
import { Icon } from "../controls/icon.tsx";
import { PANEL_ICONS } from "../controls/panel_icons.ts";
import { AnyColor } from "./any_color.tsx";
import { Swatches } from "./swatches.tsx";
import { STYLES } from "../../messages/en/style/styles.ts";

interface PaintFieldProps {
  readonly label: string;
  readonly theme: Theme;
  /** Undefined when the values of the selection differ. */
  readonly chosen: Paint | undefined;
  readonly choose: (paint: Paint) => void;
  /** Shows a colour before it is set. */
  readonly preview: (paint: Paint) => void;
}

/** The eight palette colours, any other colour, and a colour picked from the screen where the browser supports it. */
export function PaintField({ label, theme, chosen, choose, preview }: PaintFieldProps) {
  const EyeDropper = (globalThis as { EyeDropper?: EyeDropperConstructor }).EyeDropper;
  // `open` rejects when the person presses Escape, which is no error.
  const pick = () => new EyeDropper!().open().then(({ sRGBHex }) => choose(paintOf(sRGBHex)), () => {});
  return (
    <Swatches label={label} theme={theme} chosen={chosen} choose={choose}>
      <AnyColor label={label} theme={theme} chosen={chosen} choose={choose} preview={preview} />
      {EyeDropper && (
        <button
          type="button"
          class="choice pipette"
          aria-label={STYLES.fromScreenWith({ property: label })}
          title={STYLES.fromScreen}
          onClick={pick}
        >
          <Icon name={PANEL_ICONS.pipette} />
        </button>
      )}
    </Swatches>
  );
}

/** Not in TypeScript's library yet: https://wicg.github.io/eyedropper-api/ */
type EyeDropperConstructor = new () => { open(): Promise<{ readonly sRGBHex: string }> };

function paintOf(hex: string): Paint {
  return hex.toLowerCase() as Paint;
}
